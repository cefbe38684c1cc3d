using System.IO.Compression;
using LeNet.Fuzzing.Mutation;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Weights as torch.save writes them: two thirds of the inputs have a changed pickle in a good archive, the others are changed as a whole.</summary>
internal sealed class PyTorchTarget : FuzzTarget
{
    private readonly ScratchFile _input = new();
    private readonly Network _network = TinyNetwork.Create();
    private readonly float[] _before = new float[TinyNetwork.Description.ParameterFloats];

    public override string Name => "pytorch";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        PyTorchSeeds.Pack(PyTorchSeeds.Entries),
        PyTorchSeeds.Pack(PyTorchSeeds.Checkpoint),
        PyTorchSeeds.Pack(PyTorchSeeds.Entries, CompressionLevel.Optimal),
        PyTorchSeeds.Pack([.. PyTorchSeeds.Entries, new("tiny/byteorder", "little"u8.ToArray())]),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        [0x80, 4], [0x95, 1, 0, 0, 0, 0, 0, 0, 0], [0x8c, 1, (byte)'x'], [0x94], [0x93], [0x85], [0x86], [0x87], [0x8a, 8, 255, 255, 255, 255, 255, 255, 255, 127],
        [(byte)'J', 255, 255, 255, 127], [(byte)'J', 255, 255, 255, 255], [(byte)'('], [(byte)'t'], [(byte)'}'], [(byte)']'], [(byte)'u'], [(byte)'s'], [(byte)'R'], [(byte)'b'],
        [(byte)'q', 0], [(byte)'h', 0], [(byte)'K', 2], [(byte)'N'], [(byte)'0'], [(byte)'2'], [(byte)'.'], .. new[] { "ctorch\nHalfStorage\n", "ctorch._utils\n_rebuild_parameter\n", "cposix\nsystem\n" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    // An archive's directory, a hundred bytes and more for each value of a pickle, and buffers.
    public override long MostAllocated(int length) => (256 << 10) + (512L * length);

    public override byte[] Mutate(Random random)
    {
        if (random.Next(3) == 0)
        {
            return base.Mutate(random);
        }

        IReadOnlyDictionary<string, byte[]> entries = random.Next(2) == 0 ? PyTorchSeeds.Entries : PyTorchSeeds.Checkpoint;
        return PyTorchSeeds.Pack(entries.Select(entry => entry.Key.EndsWith(".pkl", StringComparison.Ordinal)
            ? new KeyValuePair<string, byte[]>(entry.Key, ByteChanges.Apply([entry.Value], Pieces, random))
            : entry));
    }

    public override void Run(byte[] input)
    {
        _input.Write(input);
        _network.Parameters.CopyTo(_before);
        try
        {
            _network.Load(_input.Path);
        }
        catch (DataFileException)
        {
            if (!_network.Parameters.SequenceEqual(_before))
            {
                throw new BrokenPromiseException("a file that was refused changed the weights");
            }

            throw;
        }

        if (_network.Description.Parameters.Any(parameter => !parameter.IsInteger && !_network.Parameter(parameter.Name).ToArray().All(float.IsFinite)))
        {
            throw new BrokenPromiseException("a weight is not a number");
        }
    }

    public override void Dispose() => _input.Dispose();
}
