namespace LeNet.Import;

/// <summary>A model cannot be imported. The message is one line: what is wrong, at which node, and what would work.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="problem">In one sentence.</param>
    /// <param name="innerException">What led to it, if anything.</param>
    public ImportException(string problem, Exception? innerException = null)
        : base(problem, innerException)
    {
    }
}
