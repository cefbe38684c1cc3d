namespace LeNet.Generator.Architecture.Layers;

/// <summary>A layer that applies a function to its result.</summary>
internal abstract record ActivatedLayer(string Name, Activation Activation) : Layer(Name);
