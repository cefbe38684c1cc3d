using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data.Formats;

/// <summary>CIFAR's binary files.</summary>
public sealed class CifarFormatTests : IDisposable
{
    private const int ImageBytes = 3 * 32 * 32;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public void Its_ten_classes_have_one_label_an_image(string below)
    {
        for (int batch = 1; batch <= 5; batch++)
        {
            DataFiles.Bytes(_temp["data", below, $"data_batch_{batch}.bin"], Record([(byte)batch], (byte)(10 * batch)));
        }

        DataFiles.Bytes(_temp["data", below, "test_batch.bin"], [.. Record([9], 90), .. Record([8], 80)]);
        DataFiles.Text(_temp["data", below, "batches.meta.txt"], "airplane", "automobile", "");

        DataSource source = DataFiles.Recognise(_temp["data"]);

        Assert.Equal(("CIFAR-10 (binary files)", DataChoice.FilesName), (source.Title, source.Name));
        Assert.Equal(["airplane", "automobile"], source.ClassNames);
        Dataset training = source.LoadTraining();
        Assert.Equal((5, 3, 32, 32), (training.Count, training.Channels, training.Height, training.Width));
        Assert.Equal([1, 2, 3, 4, 5], training.Labels.ToArray());
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(Enumerable.Repeat((byte)(10 * (i + 1)), ImageBytes), training.Image(i).ToArray()));
        Assert.Equal([9, 8], source.LoadTest().Labels.ToArray());
    }

    [Fact]
    public void Its_hundred_classes_are_the_finer_label()
    {
        DataFiles.Bytes(_temp["train.bin"], Record([4, 72], 1));
        DataFiles.Bytes(_temp["test.bin"], Record([5, 99], 2));

        DataSource source = DataFiles.Recognise(_temp.Path);

        Assert.Equal("CIFAR-100 (binary files)", source.Title);
        Assert.Equal([72], source.LoadTraining().Labels.ToArray());
        Assert.Equal([99], source.LoadTest().Labels.ToArray());
        Assert.Equal(1, source.LoadTraining().Image(0)[0]);
        Assert.Empty(source.ClassNames!);
    }

    [Fact]
    public void A_file_that_ends_within_a_record_is_named()
    {
        DataFiles.Bytes(_temp["train.bin"], Record([4, 72], 1)[..^1]);
        DataFiles.Bytes(_temp["test.bin"], Record([5, 99], 2));

        string problem = DataFiles.Problem(_temp.Path);

        Assert.Contains("train.bin", problem, StringComparison.Ordinal);
        Assert.Contains("has 3073 bytes, which is no number of records of 3074 bytes, as CIFAR-100 has them", problem, StringComparison.Ordinal);
    }

    private static byte[] Record(byte[] labels, byte level) => [.. labels, .. Enumerable.Repeat(level, ImageBytes)];
}
