using LeNet.Runtime;
using LeNet.Samples.Data.Tables;

namespace LeNet.Fuzzing.Targets;

/// <summary>CSV and TSV tables of images with their labels.</summary>
internal sealed class TableTarget : FuzzTarget
{
    private readonly ScratchFile _input = new();

    public override string Name => "table";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        "label,a,b,c,d\n7,1,2,3,4\n8,5,6,7,255\n"u8.ToArray(),
        "1;2;3;4;pear\r\n5;6;7;8;fig\r\n"u8.ToArray(),
        "\"y\"\t\"a\"\n\"a \"\"b\"\"\"\t\"1\"\n"u8.ToArray(),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } = ["\"\""u8.ToArray(), ",,"u8.ToArray(), "\r\n"u8.ToArray(), "1e2"u8.ToArray(), "-1"u8.ToArray(), "256"u8.ToArray(), "NaN"u8.ToArray(), [0xef, 0xbb, 0xbf], [0]];

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    // The reader's own buffers, and texts of labels.
    public override long MostAllocated(int length) => (1 << 20) + (200L * length);

    public override void Run(byte[] input)
    {
        _input.Write(input);
        ImageTable table = ImageTable.Read(_input.Path);
        Dataset data = LabelledTables.Of([table]).Datasets[0];
        if (data.Count != table.Labels.Count || data.Images.Length != (long)data.Count * data.ImageBytes)
        {
            throw new BrokenPromiseException($"{table.Labels.Count} labels came with {data.Images.Length} bytes of images");
        }
    }

    public override void Dispose() => _input.Dispose();
}
