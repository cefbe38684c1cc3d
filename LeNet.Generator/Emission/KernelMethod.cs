namespace LeNet.Generator.Emission;

/// <summary>When a kernel runs.</summary>
internal enum Phase
{
    /// <summary>Per tile: parameters and input → logits.</summary>
    Forward,

    /// <summary>Per tile, last layer first: output gradients → input gradients and the tile's own weight gradients.</summary>
    Backward,

    /// <summary>Per batch: sums gradients over the tiles in their order.</summary>
    Gradient,

    /// <summary>When another kernel calls it.</summary>
    Helper,
}

/// <summary>A method to emit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phase">When it runs.</param>
/// <param name="Summary">What it computes, with shapes, one line.</param>
/// <param name="Equations">The equations it implements, a line each, in plain text.</param>
/// <param name="Body">Writes its statements.</param>
internal sealed record KernelMethod(
    string Name,
    Phase Phase,
    string Summary,
    IReadOnlyList<string> Equations,
    Action<KernelWriter> Body)
{
    /// <summary>Its parameters; every kernel of a phase has the same, but helpers have their own.</summary>
    public string Signature { get; init; } = Phase switch
    {
        Phase.Forward => "ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record",
        Phase.Backward => "ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record",
        _ => "ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers",
    };
}
