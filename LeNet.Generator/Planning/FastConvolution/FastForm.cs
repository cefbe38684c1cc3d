namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>A row of a convolution in tiles of a few output columns, each by a <see cref="CookToom"/> form: products at points, summed over input channels and kernel rows.</summary>
/// <param name="Toom">The form.</param>
/// <param name="Columns">Columns of an output row, no fewer than a tile's.</param>
internal sealed record FastForm(CookToom Toom, int Columns)
{
    /// <summary>Tiles of an output row; the last ends with it, and may overlap the one before.</summary>
    public int Tiles => (Columns + Toom.Outputs - 1) / Toom.Outputs;

    /// <summary>Columns that the last tile shares with the one before.</summary>
    public int Overlap => (Tiles * Toom.Outputs) - Columns;

    /// <summary>Output channels whose products an input gradient adds row by row of the output, before it goes on to the next ones: a divisor of all, at most four.</summary>
    public static int ChannelsTogether(int channels) => Enumerable.Range(1, 4).Last(size => channels % size == 0);

    /// <summary>Where a tile begins.</summary>
    public int Start(int tile) => Math.Min(tile * Toom.Outputs, Columns - Toom.Outputs);
}
