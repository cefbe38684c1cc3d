using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Raw IDX files: images alone, images of a data set, and its labels.</summary>
internal sealed class IdxTarget : FuzzTarget
{
    private readonly ScratchFile _input = new();
    private readonly ScratchFile _images = new();

    public IdxTarget() => _images.Write(IdxSeeds.Of([2, 4, 4]));

    public override string Name => "idx";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. IdxSeeds.Images, .. IdxSeeds.Labels];

    public override IReadOnlyList<byte[]> Pieces => IdxSeeds.Pieces;

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    // The seeds are not compressed, and two random bytes that say so come with no deflate stream of any size.
    public override long MostAllocated(int length) => (64 << 10) + (1200L * length);

    public override void Run(byte[] input)
    {
        _input.Write(input);
        if (input is [_, _, _, 1, ..])
        {
            Dataset.Load(_images.Path, _input.Path).Require(TinyNetwork.Description);
            return;
        }

        IdxImages images = IdxImages.Read(_input.Path);
        if (images.Pixels.Length != (long)images.Count * images.Channels * images.Height * images.Width || images.Count < 1)
        {
            throw new BrokenPromiseException($"{images.Count} images of {images.Channels}×{images.Height}×{images.Width} came with {images.Pixels.Length} bytes");
        }

        if (IdxImages.Read(_input.Path, limit: 1).Count != 1)
        {
            throw new BrokenPromiseException("a limit of one image gave another number");
        }
    }

    public override void Dispose()
    {
        _input.Dispose();
        _images.Dispose();
    }
}
