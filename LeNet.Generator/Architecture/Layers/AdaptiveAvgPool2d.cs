namespace LeNet.Generator.Architecture.Layers;

/// <summary>The mean of each channel, as torch.nn.AdaptiveAvgPool2d of that output size.</summary>
/// <param name="OutputSize">1×1 is all that is supported; the shape rule says so.</param>
internal sealed record AdaptiveAvgPool2d(string Name, Size2 OutputSize) : Layer(Name);
