using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.HeldWrong;

/// <summary>Data sets, files and checkpoints.</summary>
public sealed class DataHeldWrongTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(1 << 30)]
    public void An_image_that_is_not_there_is_refused(int index)
    {
        var data = new Dataset(new byte[8], new byte[2], 1, 2, 2);

        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => data.Image(index).Length).ParamName);
        IdxImages images = IdxImages.Read(_folder.Write("images", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, .. new byte[8]]));
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => images.Image(index).Length).ParamName);
    }

    [Theory]
    [InlineData(1, 1 << 30, 1 << 30, 16)]
    [InlineData(0, 1 << 30, 1 << 30, 16)]
    [InlineData(1, 2, 2, 2)]
    public void Sizes_that_do_not_agree_are_refused_even_if_their_product_overflows(int labels, int channels, int height, int width) =>
        Assert.Equal("images", Assert.Throws<ArgumentException>(() => new Dataset([], new byte[labels], channels, height, width)).ParamName);

    [Fact]
    public void A_file_is_put_in_its_place_once()
    {
        using AtomicFile file = AtomicFile.Create(_folder.File("a"));
        file.Content.Write("x"u8);
        file.Commit();

        Assert.Throws<ObjectDisposedException>(file.Commit);
        Assert.Throws<ObjectDisposedException>(() => file.Content.Write("y"u8));
        Assert.Equal("x"u8, File.ReadAllBytes(_folder.File("a")));
    }

    [Fact]
    public void A_disposed_file_does_not_take_its_place()
    {
        AtomicFile file = AtomicFile.Create(_folder.File("a"));
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(file.Commit);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Of_two_files_for_one_place_the_last_stays()
    {
        using AtomicFile first = AtomicFile.Create(_folder.File("a"));
        using AtomicFile second = AtomicFile.Create(_folder.File("a"));
        first.Content.Write("first"u8);
        second.Content.Write("second"u8);
        second.Commit();
        first.Commit();

        Assert.Equal("first"u8, File.ReadAllBytes(_folder.File("a")));
        Assert.Equal(["a"], _folder.Files);
    }

    [Fact]
    public void Threads_that_share_a_checkpoint_folder_write_one_after_the_other()
    {
        var folder = new CheckpointFolder(_folder.Path);
        using var trainer = new Trainer(new Small(), new TrainingOptions { Threads = 1 });
        Checkpoint checkpoint = trainer.Capture();

        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            folder.Save(checkpoint);
            folder.Load(out string? warning);
            Assert.Null(warning);
        });

        Assert.Equal([CheckpointFolder.PreviousName, CheckpointFolder.NewestName], _folder.Files);
        Assert.Equal(0, Checkpoint.Load(_folder.File(CheckpointFolder.PreviousName)).Step);
    }

    [Fact]
    public void A_checkpoint_stays_what_it_was_while_the_training_goes_on()
    {
        Small network = new();
        using var trainer = new Trainer(network, new TrainingOptions { Threads = 1, BatchSize = 4 });
        string before = network.ComputeHash();
        Checkpoint checkpoint = trainer.Capture();
        trainer.TrainBatch(LeNet.Testing.SyntheticData.Noise(network.Description, 4, seed: 1), [0, 1, 2, 3]);
        Assert.NotEqual(before, network.ComputeHash());

        trainer.Restore(checkpoint);

        Assert.Equal(before, network.ComputeHash());
    }
}
