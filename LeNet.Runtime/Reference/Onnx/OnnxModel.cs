namespace LeNet.Runtime;

/// <summary>A model as its file has it: operators that take and give named values.</summary>
/// <param name="OperatorSet">The version of ONNX's own operator set.</param>
/// <param name="Nodes">In an order in which each finds its inputs computed.</param>
/// <param name="Constants">Initial values, by name.</param>
/// <param name="Inputs">What the caller gives; constants are not among them.</param>
/// <param name="Outputs">What the caller gets.</param>
internal sealed record OnnxModel(
    int OperatorSet,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, OnnxTensor> Constants,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs)
{
    /// <summary>The graph's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The program that wrote it.</summary>
    public string Producer { get; init; } = "";

    /// <summary>Facts for people and programs.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>What goes in or out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sizes">Its sizes, 0 for one that the caller chooses; null if they are not said.</param>
/// <param name="IsByte">Whether it is of unsigned bytes, as raw images are.</param>
internal sealed record OnnxValue(string Name, IReadOnlyList<int>? Sizes, bool IsByte = false);

/// <summary>An operator at work.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Operator">What it does, such as <c>Conv</c>.</param>
/// <param name="Inputs">The names of what it takes; an empty one is left out.</param>
/// <param name="Outputs">The names of what it gives.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Name, string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, OnnxAttributes Attributes)
{
    /// <summary>The most characters of a name in a message.</summary>
    private const int MostShown = 80;

    /// <summary>The operator set that it is of; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>What messages call it.</summary>
    public string Label => Name.Length > 0 ? $"node '{Shown(Name)}' ({Shown(Operator)})"
        : Outputs.Count > 0 ? $"the node that gives '{Shown(Outputs[0])}' ({Shown(Operator)})"
        : $"a node ({Shown(Operator)})";

    /// <summary>A name from a file as a message has it: of bounded length, without what is no character of a line.</summary>
    public static string Shown(string name)
    {
        string cut = name.Length > MostShown ? name[..MostShown] + "…" : name;
        return string.Concat(cut.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
    }
}
