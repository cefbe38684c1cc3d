namespace LeNet.Runtime;

/// <summary>A border of black pixels is added on all sides, and an image of the size from before cut out at a random place, as torchvision's RandomCrop with padding.</summary>
public sealed record CropAugmentation
{
    /// <summary>The border's width in pixels, at least 0: the image moves by −Padding to Padding whole pixels each way.</summary>
    public int Padding { get; init; } = 4;
}
