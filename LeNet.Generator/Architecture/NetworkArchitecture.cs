namespace LeNet.Generator.Architecture;

/// <summary>What an architecture file says, every value legal on its own; shapes are not inferred yet.</summary>
/// <param name="Name">The class to generate.</param>
/// <param name="Namespace">Its namespace, or null for the project's root namespace.</param>
internal sealed record NetworkArchitecture(
    string Name,
    string? Namespace,
    ImageInput Input,
    EquatableArray<Layer> Layers,
    Loss Loss);

/// <summary>How 8-bit images become the first layer's input.</summary>
/// <param name="Shape">Channels, height, width as the first layer sees them.</param>
/// <param name="Image">Height and width of the raw images.</param>
/// <param name="Mean">Per channel, on the scale 0–1.</param>
/// <param name="Std">Per channel, on the scale 0–1.</param>
internal sealed record ImageInput(
    Shape Shape,
    Size2 Image,
    ImageFit Fit,
    EquatableArray<double> Mean,
    EquatableArray<double> Std);

/// <summary>How an image of another size is brought to the input's size.</summary>
internal enum ImageFit
{
    /// <summary>The sizes are equal.</summary>
    None,

    /// <summary>Centred on black.</summary>
    Pad,

    /// <summary>Scaled bilinearly to the nearest 8-bit level, as Pillow and torchvision do.</summary>
    Resize,
}
