namespace LeNet.Generator.Architecture.Layers;

/// <summary>The maximum of each window, as torch.nn.MaxPool2d; of equal values the first counts.</summary>
internal sealed record MaxPool2d(string Name, Size2 Kernel, Size2 Stride) : Pool2d(Name, Kernel, Stride);
