namespace LeNet.Generator.Emission.Blocks;

/// <summary>
/// Accumulators for the vectors of a row of memory: one block, or, where the last vector begins early so that it ends with the row,
/// one more for that, as it is not where its turn is.
/// </summary>
internal sealed class RowBlocks
{
    private readonly KernelWriter _kernel;
    private readonly IReadOnlyList<Part> _parts;

    /// <param name="kernel">Where statements go.</param>
    /// <param name="name">The variable of the block; that of the last vector is e.</param>
    /// <param name="rows">Rows of accumulators.</param>
    /// <param name="offsets">Where each vector begins, counted from the first.</param>
    public RowBlocks(KernelWriter kernel, string name, int rows, IReadOnlyList<int> offsets)
    {
        _kernel = kernel;
        var columns = offsets.Count;
        var last = offsets[columns - 1];
        _parts = last == (columns - 1) * kernel.Width
            ? [new Part(name, AccumulatorBlock.Of(rows, columns), 0, kernel.Width)]
            : [new Part(name, AccumulatorBlock.Of(rows, columns - 1), 0, kernel.Width), new Part("e", AccumulatorBlock.Of(rows, 1), last, 0)];
    }

    /// <summary>Whether the last vector is a block of its own.</summary>
    public bool Overlaps => _parts.Count > 1;

    /// <summary>Declares the blocks.</summary>
    /// <param name="what">What they are.</param>
    /// <param name="end">What that of the last vector is.</param>
    public void Declare(string what, string end)
    {
        foreach (Part part in _parts)
        {
            _kernel.Declare(part.Name, part.Block, part.Offset == 0 ? what : end);
        }
    }

    /// <summary>A call on each block.</summary>
    public void Write(Func<Part, string> call)
    {
        foreach (Part part in _parts)
        {
            _kernel.Code.Line($"{part.Name}.{call(part)}");
        }
    }

    /// <summary>One of the blocks.</summary>
    /// <param name="Name">Its variable.</param>
    /// <param name="Block">Its shape.</param>
    /// <param name="Offset">Where its first vector begins.</param>
    /// <param name="Stride">From one vector to the next.</param>
    internal readonly record struct Part(string Name, AccumulatorBlock Block, int Offset, int Stride)
    {
        /// <summary>A span from the first vector on.</summary>
        public string In(string span) => Offset == 0 ? span : CodeWriter.Invariant($"{span}.Slice({Offset})");
    }
}
