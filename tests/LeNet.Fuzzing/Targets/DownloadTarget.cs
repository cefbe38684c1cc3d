using LeNet.Fuzzing.Sums;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>What a server delivers in the place of a published file: it is cut off at the published length, and takes its place only if it is right.</summary>
internal sealed class DownloadTarget : FuzzTarget
{
    private static readonly byte[] Published = IdxSeeds.Of([2, 4, 4]);

    // No hash of the packed file is known, as with files that are in an archive, so that what arrives is expanded.
    private static readonly DatasetFile Wanted = new("images", Published.Length, Sha256: null);

    private readonly ScratchFile _input = new();
    private readonly string _target;

    public DownloadTarget() => _target = Path.Combine(_input.Folder, "target");

    public override string Name => "download";

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [GzipSums.Pack(Published), Published, GzipSums.Pack([.. Published, .. new byte[1 << 17]])];

    public override IReadOnlyList<Type> Refusals => [typeof(PackedFileException)];

    public override long MostAllocated(int length) => (160 << 10) + (4L * length);

    public override byte[] Repair(byte[] input) => GzipSums.Repair(input);

    public override void Run(byte[] input)
    {
        _input.Write(input);
        try
        {
            using FileStream packed = File.OpenRead(_input.Path);
            PackedFile.Unpack(packed, Wanted, _target, CancellationToken.None);
        }
        catch (PackedFileException)
        {
            if (Directory.GetFiles(_input.Folder).Length != 1)
            {
                throw new BrokenPromiseException("a refused file left something behind");
            }

            throw;
        }

        if (new FileInfo(_target).Length != Wanted.Length)
        {
            throw new BrokenPromiseException("a file of another length took the place");
        }

        File.Delete(_target);
    }

    public override void Dispose() => _input.Dispose();
}
