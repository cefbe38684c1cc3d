using LeNet.Fuzzing.Mutation;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Weights: the file and each of its tensors, then the network that loads it.</summary>
internal sealed class SafetensorsTarget : FuzzTarget
{
    private readonly ScratchFile _input = new();
    private readonly Network _network = TinyNetwork.Create();
    private readonly float[] _before = new float[TinyNetwork.Description.ParameterFloats];

    public override string Name => "safetensors";

    public override IReadOnlyList<byte[]> Seeds => WeightSeeds.All;

    public override IReadOnlyList<byte[]> Pieces => SafetensorsParts.Pieces;

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    public override long MostAllocated(int length) => (128 << 10) + (128L * length);

    public override byte[] Mutate(Random random) => random.Next(3) == 0
        ? base.Mutate(random)
        : SafetensorsParts.Change(WeightSeeds.All[random.Next(WeightSeeds.All.Count)], header => ByteChanges.Apply([header], Pieces, random));

    public override void Run(byte[] input)
    {
        _input.Write(input);
        ReadAll();
        _network.Parameters.CopyTo(_before);
        try
        {
            _network.Load(_input.Path);
        }
        catch (DataFileException)
        {
            if (!_network.Parameters.SequenceEqual(_before) && !_before.Any(float.IsNaN))
            {
                throw new BrokenPromiseException("a file that was refused changed the weights");
            }

            throw;
        }
    }

    public override void Dispose() => _input.Dispose();

    private void ReadAll()
    {
        using SafetensorsFile file = SafetensorsFile.Open(_input.Path);
        foreach (SafetensorsTensor tensor in file.Tensors.Values)
        {
            if (tensor.Dtype == "I64")
            {
                _ = file.Read<long>(tensor.Name);
            }
            else if (NumberDtype.Find(tensor.Dtype) is { IsFloat: true } dtype)
            {
                file.ReadBytes(tensor, 0, new byte[tensor.Length / dtype.Bytes * dtype.Bytes]);
            }
        }
    }
}
