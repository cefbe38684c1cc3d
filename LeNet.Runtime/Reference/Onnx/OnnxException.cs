namespace LeNet.Runtime;

/// <summary>A model cannot be computed, or not be said in an architecture file. The message is one line that begins with the node.</summary>
internal sealed class OnnxException : Exception
{
    /// <summary>Says what is wrong with a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="problem">What is wrong and what to do, in one sentence that goes on after the node.</param>
    public OnnxException(OnnxNode node, string problem)
        : this($"{node.Label} {problem}")
    {
    }

    /// <summary>Says what is wrong with the model.</summary>
    public OnnxException(string problem)
        : base(problem)
    {
    }
}
