namespace LeNet.Generator.Architecture.Layers;

/// <summary>An elementwise function that is a layer of its own.</summary>
internal sealed record ActivationLayer(string Name, Activation Activation) : Layer(Name)
{
    /// <summary>Whether it is in truth the "activation" of the layer of that name, computed apart from it.</summary>
    public bool IsAttribute { get; init; }
}
