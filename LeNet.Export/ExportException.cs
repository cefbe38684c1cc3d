namespace LeNet.Export;

/// <summary>A network cannot be expressed in the format asked for. The message is one line and names the layer.</summary>
public sealed class ExportException : Exception
{
    /// <summary>Says what cannot be expressed.</summary>
    /// <param name="place">The layer's name, or <c>input</c>; the message begins with it.</param>
    /// <param name="problem">What is wrong, in one sentence.</param>
    public ExportException(string place, string problem)
        : base($"{place}: {problem}")
    {
    }
}
