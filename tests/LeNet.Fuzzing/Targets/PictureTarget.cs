using LeNet.Fuzzing.Sums;
using LeNet.Samples.Images;

namespace LeNet.Fuzzing.Targets;

/// <summary>PNG and JPEG pictures, read and prepared for a network.</summary>
internal sealed class PictureTarget : FuzzTarget
{
    private static readonly ImageLimits Limits = new(1 << 20, 1 << 20);

    public override string Name => "picture";

    public override IReadOnlyList<byte[]> Seeds { get; } = CorpusFiles.Pictures;

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        "IHDR"u8.ToArray(), "PLTE"u8.ToArray(), "IDAT"u8.ToArray(), "IEND"u8.ToArray(), "tRNS"u8.ToArray(), "acTL"u8.ToArray(), "iCCP"u8.ToArray(), "eXIf"u8.ToArray(),
        [0xff, 0xd8], [0xff, 0xc0], [0xff, 0xc2], [0xff, 0xc4], [0xff, 0xda], [0xff, 0xdd], [0xff, 0xd9], [0xff, 0xe1], "Exif\0\0MM\0*"u8.ToArray(),
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(ImageException)];

    // The planes of the preparation, whose longest side is 320; pictures themselves have at most as many pixels as their size bears out.
    public override long MostAllocated(int length) => 8 << 20;

    public override byte[] Repair(byte[] input) => PngSums.Repair(input);

    public override void Run(byte[] input)
    {
        GreyImage picture = ImageReader.Read(input, Limits);
        if (picture.Width * picture.Height != picture.Values.Length)
        {
            throw new BrokenPromiseException($"{picture.Width}×{picture.Height} pixels came with {picture.Values.Length} bytes");
        }

        if (DigitPreparation.Prepare(picture).Pixels.Length != DigitPreparation.MnistSize * DigitPreparation.MnistSize)
        {
            throw new BrokenPromiseException("the prepared picture has another size");
        }
    }
}
