namespace LeNet.Runtime;

/// <summary>A layer of a network and where it stands: all that its reference is made from.</summary>
/// <param name="Name">Its name, from which its parameters get theirs.</param>
/// <param name="Settings">Its keys in the architecture file.</param>
/// <param name="Input">What it takes.</param>
/// <param name="Output">What it gives.</param>
internal sealed record ReferenceSite(string Name, Settings Settings, ReferenceShape Input, ReferenceShape Output)
{
    /// <summary>Which of the network's dropout layers it is, from 0.</summary>
    public int DropoutNumber { get; init; }

    /// <summary>For each output channel its input channels; null for all.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Connections { get; init; }

    /// <summary>A tensor of the layer.</summary>
    /// <param name="name">Its name within the layer, such as <c>weight</c>.</param>
    /// <param name="count">Its values.</param>
    /// <param name="isTrainable">Whether it has a gradient.</param>
    public ReferenceParameter Parameter(string name, int count, bool isTrainable = true) => new($"{Name}.{name}", count) { IsTrainable = isTrainable };
}
