namespace LeNet.Runtime.Tests.Data;

/// <summary>The published set, where the environment variable LENET_DATA names its folder.</summary>
public sealed class MnistTests
{
    [Fact]
    public async Task Published_files_have_the_sizes_and_hashes_that_are_written_down()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LENET_DATA")), "LENET_DATA names no folder with MNIST.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        DatasetFiles files = await DatasetFiles.LocateAsync(DatasetDescription.Mnist, cancellationToken: cancellation);

        string[] paths = [files.TrainingImages, files.TrainingLabels, files.TestImages, files.TestLabels];
        foreach ((string path, DatasetFile published) in paths.Zip(DatasetDescription.Mnist.Files))
        {
            using FileStream file = RegularFile.Open(path);
            using Stream content = DataFileReader.Expand(file, leaveOpen: false);
            using var hash = new HashStream();
            content.CopyTo(hash);
            Assert.Equal((published.Length, published.Sha256), (hash.Length, hash.Finish()));
        }
    }

    [Fact]
    public async Task Published_files_load()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LENET_DATA")), "LENET_DATA names no folder with MNIST.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        DatasetFiles files = await DatasetFiles.LocateAsync(DatasetDescription.Mnist, cancellationToken: cancellation);

        Dataset training = files.LoadTraining();
        Dataset test = files.LoadTest();

        Assert.Equal((60_000, 1, 28, 28), (training.Count, training.Channels, training.Height, training.Width));
        Assert.Equal((10_000, 1, 28, 28), (test.Count, test.Channels, test.Height, test.Width));
        Assert.Equal([5, 0, 4, 1, 9], training.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], test.Labels[..5].ToArray());
        training.Require(TestNetworks.Classifier(1, 28, 28, 10));
        test.Require(TestNetworks.Classifier(1, 28, 28, 10));
    }
}
