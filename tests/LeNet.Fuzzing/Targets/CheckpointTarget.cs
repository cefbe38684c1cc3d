using System.Text;
using System.Text.RegularExpressions;
using LeNet.Fuzzing.Mutation;
using LeNet.Fuzzing.Sums;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Checkpoints, their sums mostly right: read, restored, and trained on from where they say the training stands.</summary>
internal sealed class CheckpointTarget : FuzzTarget
{
    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = 2, Threads = 1 };

    private static readonly byte[][] Good = [Captured(0), Captured(1), Captured(3)];

    private readonly ScratchFile _input = new();
    private readonly Network _network = TinyNetwork.Create();
    private readonly Trainer _trainer;
    private readonly Dataset _digits = Digits();

    public CheckpointTarget() => _trainer = new Trainer(_network, Options);

    public override string Name => "checkpoint";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Good, Claiming("epoch_ticks"), Claiming("epoch_samples")];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. SafetensorsParts.Pieces,
        .. new[]
        {
            "\"step\":\"", "\"epoch\":\"", "\"epoch_batches\":\"2\"", "\"epoch_reported\":\"true\"", "\"epoch_ticks\":\"9223372036854775807\"", "\"max_steps\":\"1\"",
            "\"version\":\"2\"", "\"note.a\":\"b\",", "\"model.fc1.bias\":", "\"velocity.fc1.bias\":", "\"epoch_loss_sum\":\"NaN\"", "\"kind\":\"lenet-checkpoint\"",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException), typeof(DivergenceException)];

    public override long MostAllocated(int length) => (256 << 10) + (128L * length);

    public override byte[] Repair(byte[] input) => CheckpointSum.Repair(input);

    public override byte[] Mutate(Random random) => random.Next(3) == 0
        ? base.Mutate(random)
        : Repair(SafetensorsParts.Change(Good[random.Next(Good.Length)], header => ByteChanges.Apply([header], Pieces, random)));

    public override void Run(byte[] input)
    {
        _input.Write(input);
        Checkpoint checkpoint = Checkpoint.Load(_input.Path);
        long step = _trainer.Step;
        try
        {
            _trainer.Restore(checkpoint);
        }
        catch (DataFileException)
        {
            if (_trainer.Step != step)
            {
                throw new BrokenPromiseException("a checkpoint that was refused moved the training");
            }

            throw;
        }

        _trainer.Train(_digits, _digits);
    }

    public override void Dispose()
    {
        _trainer.Dispose();
        _input.Dispose();
    }

    private static byte[] Captured(int steps)
    {
        using var scratch = new ScratchFile();
        using var trainer = new Trainer(TinyNetwork.Create(), Options);
        Checkpoint checkpoint = trainer.Capture();
        trainer.BatchCompleted += report =>
        {
            if (report.Step == steps)
            {
                checkpoint = trainer.Capture(new Dictionary<string, string> { ["data"] = "here" });
            }
        };
        trainer.Train(Digits());
        checkpoint.Save(scratch.Path + ".safetensors");
        return File.ReadAllBytes(scratch.Path + ".safetensors");
    }

    /// <summary>A checkpoint that claims the most that 64 bits hold.</summary>
    private static byte[] Claiming(string key) => CheckpointSum.Repair(SafetensorsParts.Change(
        Good[^1], header => Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(header), $"\"{key}\":\"[0-9]+\"", $"\"{key}\":\"{long.MaxValue}\""))));

    private static Dataset Digits()
    {
        byte[] pixels = new byte[4 * TinyNetwork.Description.ImageBytes];
        new Random(1).NextBytes(pixels);
        return new Dataset(pixels, [0, 1, 2, 1], 1, TinyNetwork.Description.ImageHeight, TinyNetwork.Description.ImageWidth);
    }
}
