using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Checkpoints;

/// <summary>Checkpoints as files: two generations, and any damage noticed.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _newest;
    private readonly string _previous;

    public CheckpointFileTests()
    {
        _newest = _folder.File(CheckpointFolder.NewestName);
        _previous = _folder.File(CheckpointFolder.PreviousName);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_position_and_notes_come_back()
    {
        Checkpoint loaded = WriteTwo().Load(out string? warning);

        Assert.Null(warning);
        Assert.Equal(Options, loaded.Options);
        Assert.Equal(("Small", 2L, 1, 2), (loaded.Network, loaded.Step, loaded.Epoch, loaded.Batch));
        Assert.Equal([new("a\"b", "line\nü")], loaded.Notes);
    }

    [Fact]
    public void The_two_newest_are_kept()
    {
        CheckpointFolder folder = WriteTwo();
        folder.Save(Train(3));

        Assert.Equal([CheckpointFolder.PreviousName, CheckpointFolder.NewestName], _folder.Files);
        Assert.Equal((2L, 3L), (Checkpoint.Load(_previous).Step, Checkpoint.Load(_newest).Step));
    }

    [Fact]
    public void Anyone_can_check_the_sum()
    {
        WriteTwo();
        byte[] bytes = File.ReadAllBytes(_newest);
        string text = Encoding.Latin1.GetString(bytes);
        Match sum = Regex.Match(text, "\"sha256\":\"([0-9a-f]{64})\"");

        byte[] blanked = Encoding.Latin1.GetBytes(text.Replace(sum.Groups[1].Value, new string('0', 64), StringComparison.Ordinal));

        Assert.Equal(sum.Groups[1].Value, Convert.ToHexStringLower(SHA256.HashData(blanked)));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_noticed_and_the_older_one_used()
    {
        WriteTwo();
        byte[] whole = File.ReadAllBytes(_newest);
        for (int place = 0; place < whole.Length; place += place < 600 ? 1 : 37)
        {
            byte[] damaged = [.. whole];
            damaged[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(_newest, damaged);
            UsesTheOlder($"byte {place}");
        }
    }

    [Fact]
    public void A_truncated_or_longer_file_is_noticed_and_the_older_one_used()
    {
        WriteTwo();
        byte[] whole = File.ReadAllBytes(_newest);
        for (int length = 0; length < whole.Length; length += length < 40 ? 1 : 97)
        {
            File.WriteAllBytes(_newest, whole[..length]);
            UsesTheOlder($"length {length}");
        }

        File.WriteAllBytes(_newest, [.. whole, 0]);
        UsesTheOlder("one byte more");
        File.Delete(_newest);
        UsesTheOlder("no file");
    }

    [Fact]
    public void Both_damaged_are_an_error_that_names_both()
    {
        WriteTwo();
        File.WriteAllBytes(_newest, [1, 2, 3]);
        byte[] older = File.ReadAllBytes(_previous);
        older[^1] ^= 1;
        File.WriteAllBytes(_previous, older);

        string message = Assert.Throws<DataFileException>(() => new CheckpointFolder(_folder.Path).Load(out _)).Message;

        Assert.StartsWith($"{_folder.Path}: holds no checkpoint that can be used: {_newest}: ", message, StringComparison.Ordinal);
        Assert.EndsWith($"{_previous}: is damaged: its content does not agree with its SHA-256", message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_checkpoint_is_an_error()
    {
        Assert.EndsWith($"holds no checkpoint (no file {CheckpointFolder.NewestName})", Assert.Throws<DataFileException>(() => new CheckpointFolder(_folder.Path).Load(out _)).Message, StringComparison.Ordinal);
        Assert.EndsWith("no such folder", Assert.Throws<DataFileException>(() => new CheckpointFolder(_folder.File("none")).Load(out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_no_checkpoint()
    {
        new Small().Save(_newest);

        Assert.Equal($"{_newest}: is not a checkpoint", Assert.Throws<DataFileException>(() => Checkpoint.Load(_newest)).Message);
    }

    [Fact]
    public void A_damaged_newest_one_never_takes_the_place_of_the_good_older_one()
    {
        WriteTwo();
        File.WriteAllBytes(_newest, [1, 2, 3]);
        var folder = new CheckpointFolder(_folder.Path);
        folder.Load(out _);

        folder.Save(Train(3));

        Assert.Equal((1L, 3L), (Checkpoint.Load(_previous).Step, Checkpoint.Load(_newest).Step));
    }

    [Fact]
    public void Checkpoints_of_an_earlier_training_are_replaced()
    {
        WriteTwo();

        new CheckpointFolder(_folder.Path).Save(Train(3));

        Assert.Equal([CheckpointFolder.NewestName], _folder.Files);
        Assert.Equal(3, Checkpoint.Load(_newest).Step);
    }

    [Fact]
    public void A_folder_that_vanished_is_an_error()
    {
        var folder = new CheckpointFolder(_folder.File("gone"));

        Assert.Equal(
            $"{Path.Combine(folder.Path, CheckpointFolder.NewestName)}: cannot be written: its folder does not exist",
            Assert.Throws<DataFileException>(() => folder.Save(Train(1))).Message);
    }

    [Fact]
    public void A_place_that_is_taken_is_an_error_and_leaves_the_older_one()
    {
        CheckpointFolder folder = WriteTwo();
        File.Delete(_newest);
        Directory.CreateDirectory(_newest);

        Assert.Throws<DataFileException>(() => folder.Save(Train(3)));

        Assert.Equal(1, new CheckpointFolder(_folder.Path).Load(out _).Step);
        Assert.Equal([CheckpointFolder.PreviousName], _folder.Files);
    }

    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 8, Seed = 4, Optimizer = new Sgd(0.02) { Momentum = 0.9 }, MaxSteps = 17 };

    private static Checkpoint Train(int steps)
    {
        Small network = new();
        network.Initialize(1);
        Checkpoint? captured = null;
        using var trainer = new Trainer(network, Options);
        trainer.BatchCompleted += report =>
            captured = report.Step == steps ? trainer.Capture(new Dictionary<string, string> { ["a\"b"] = "line\nü" }) : captured;
        trainer.Train(SyntheticData.Stripes(network.Description, 40, seed: 2));
        return captured!;
    }

    /// <summary>Checkpoints of steps 1 and 2.</summary>
    private CheckpointFolder WriteTwo()
    {
        var folder = new CheckpointFolder(_folder.Path);
        folder.Save(Train(1));
        folder.Save(Train(2));
        return folder;
    }

    private void UsesTheOlder(string damage)
    {
        Checkpoint used = new CheckpointFolder(_folder.Path).Load(out string? warning);
        Assert.True(used.Step == 1 && warning is not null, damage);
        Assert.StartsWith($"{_newest}: ", warning, StringComparison.Ordinal);
        Assert.EndsWith("; the checkpoint before it, of step 1, is used", warning, StringComparison.Ordinal);
    }
}
