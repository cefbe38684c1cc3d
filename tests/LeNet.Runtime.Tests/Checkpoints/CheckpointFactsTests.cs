namespace LeNet.Runtime.Tests.Checkpoints;

public class CheckpointFactsTests
{
    private static readonly CheckpointFacts Facts = new(
        ["Net", "{}", "mse"], new TrainingOptions { MaxSteps = 9 }, Step: 7, new TrainingPosition(2, 3, 0.5, 4, 5, TimeSpan.FromTicks(6), true), "hash");

    [Fact]
    public void What_is_written_comes_back()
    {
        CheckpointFacts read = CheckpointFacts.Read("file", Written());

        Assert.Equal((Facts.Options, Facts.Step, Facts.Position, Facts.Dataset), (read.Options, read.Step, read.Position, read.Dataset));
        Assert.Equal(Facts.Architecture, read.Architecture);
    }

    [Theory]
    [InlineData("epoch_ticks", "9223372036854775807")]
    [InlineData("epoch_samples", "9223372036854775807")]
    [InlineData("epoch_correct", "-1")]
    [InlineData("step", "9223372036854775807")]
    [InlineData("epoch", "0")]
    [InlineData("epoch_batches", "2147483648")]
    [InlineData("epoch_loss_sum", "NaN")]
    [InlineData("epoch_reported", "yes")]
    [InlineData("batch_size", "0")]
    [InlineData("learning_rate", "Infinity")]
    public void A_value_that_no_training_has_is_refused(string key, string value)
    {
        Dictionary<string, string> metadata = Written();
        metadata[key] = value;

        Assert.Equal($"file: has '{value}' for '{key}'", Assert.Throws<DataFileException>(() => CheckpointFacts.Read("file", metadata)).Message);
    }

    private static Dictionary<string, string> Written()
    {
        Dictionary<string, string> metadata = [];
        Facts.Write(metadata);
        return metadata;
    }
}
