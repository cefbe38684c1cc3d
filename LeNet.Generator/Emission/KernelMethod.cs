namespace LeNet.Generator.Emission;

/// <summary>When a kernel runs.</summary>
internal enum Phase
{
    /// <summary>Per worker, after a change of the parameters: what it keeps of them.</summary>
    Prepare,

    /// <summary>Per tile: parameters and input → logits.</summary>
    Forward,

    /// <summary>Per tile, last layer first: output gradients → input gradients and the tile's own weight gradients.</summary>
    Backward,

    /// <summary>Per batch, between two stages of forward: what the tiles know of it → what all of them need.</summary>
    BatchForward,

    /// <summary>Per batch, between two stages of backward.</summary>
    BatchBackward,

    /// <summary>Per batch: sums gradients over the tiles in their order.</summary>
    Gradient,

    /// <summary>When another kernel calls it.</summary>
    Helper,
}

/// <summary>In what a kernel of the forward phase takes part.</summary>
internal enum Mode
{
    /// <summary>In both.</summary>
    Always,

    /// <summary>In training.</summary>
    Training,

    /// <summary>In evaluation and prediction.</summary>
    Evaluation,
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
    public Mode Mode { get; init; }

    /// <summary>Its parameters; every kernel of a phase has the same, but helpers have their own.</summary>
    public string Signature { get; init; } = SignatureOf(Phase);

    /// <summary>The parameters of the kernels of a phase.</summary>
    public static string SignatureOf(Phase phase) => phase switch
    {
        Phase.Prepare => "ReadOnlySpan<float> parameters, Span<float> workspace",
        Phase.Forward => "ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace",
        Phase.Backward => "ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace",
        Phase.BatchForward => "Span<float> parameters, Span<float> records, int tiles, int samples, bool updates",
        Phase.BatchBackward => "Span<float> records, int tiles, int samples",
        _ => "ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers",
    };
}
