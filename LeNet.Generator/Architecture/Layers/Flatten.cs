namespace LeNet.Generator.Architecture.Layers;

/// <summary>An image as a vector in the order channel, row, column, as torch.nn.Flatten.</summary>
internal sealed record Flatten(string Name) : Layer(Name);
