using System.IO.Compression;
using LeNet.Fuzzing.Mutation;
using LeNet.Fuzzing.Sums;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Compressed IDX files: half of the inputs are damaged after compression, half before it.</summary>
internal sealed class GzipTarget : FuzzTarget
{
    private const int Bomb = 1 << 17;

    private readonly ScratchFile _input = new();

    public override string Name => "gzip";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. IdxSeeds.Images.Select(file => GzipSums.Pack(file)),
        GzipSums.Pack(IdxSeeds.Of([2, 4, 4]), CompressionLevel.NoCompression),
        [.. GzipSums.Pack(IdxSeeds.Of([1, 1, 1])), .. GzipSums.Pack(IdxSeeds.Of([1, 1, 1]))],

        // Expands far beyond what its header promises, and exactly to it.
        GzipSums.Pack([.. IdxSeeds.Of([1, 2, 2]), .. new byte[Bomb]]),
        GzipSums.Pack([0, 0, 8, 3, 0, 0, 0, 32, 0, 0, 0, 64, 0, 0, 0, 64, .. new byte[Bomb]]),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
        [[0x1f, 0x8b, 8, 0], [0x1f, 0x8b, 8, 0x1f], [0, 0, 0xff, 0xff], [1, 0, 0, 0xff, 0xff], [3, 0], .. IdxSeeds.Pieces];

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    // The pixels, which may be 1,032 times the file, once for each of the two calls; and the stream.
    public override long MostAllocated(int length) => (64 << 10) + (2100L * length);

    public override byte[] Repair(byte[] input) => GzipSums.Repair(input);

    public override byte[] Mutate(Random random) => random.Next(2) == 0
        ? base.Mutate(random)
        : GzipSums.Pack(ByteChanges.Apply(IdxSeeds.Images, IdxSeeds.Pieces, random), CompressionLevel.Fastest);

    public override void Run(byte[] input)
    {
        _input.Write(input);
        _ = IdxImages.Read(_input.Path, limit: 1);
        IdxImages images = IdxImages.Read(_input.Path);
        if (images.Pixels.Length != (long)images.Count * images.Channels * images.Height * images.Width)
        {
            throw new BrokenPromiseException($"{images.Count} images of {images.Channels}×{images.Height}×{images.Width} came with {images.Pixels.Length} bytes");
        }
    }

    public override void Dispose() => _input.Dispose();
}
