namespace LeNet.Runtime;

/// <summary>How a value moves from one to another.</summary>
public enum AnnealStrategy
{
    /// <summary>Along half a wave of a cosine.</summary>
    Cosine,

    /// <summary>Evenly.</summary>
    Linear,
}
