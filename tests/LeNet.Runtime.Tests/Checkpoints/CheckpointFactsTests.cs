namespace LeNet.Runtime.Tests.Checkpoints;

public class CheckpointFactsTests
{
    private static readonly CheckpointFacts Facts = new(
        ["Net", "{}", "mse"], Everything, Step: 7, new TrainingPosition(2, 3, 0.5, 4, 5, TimeSpan.FromTicks(6), true), new Progress(4, 0.25, 2, 0.5, 1, 3, 0.125), "hash");

    private static TrainingOptions Everything => new()
    {
        MaxSteps = 9,
        Seed = 3,
        Shuffle = false,
        Optimizer = new AdamW(0.1) { Betas = (0.5, 0.25), DecayOn = DecayedParameters.Weights },
        Schedule = new PlateauSchedule { Metric = ValidationMetric.Accuracy, Warmup = new Warmup(3) },
        ClipGradientNorm = 2,
        AverageDecay = 0.5,
        Validation = 0.25,
        EarlyStopping = new EarlyStopping(4),
        Augmentation = new Augmentation { Affine = new AffineAugmentation { Degrees = 3, Scale = (0.5, 2) }, Erasing = new ErasingAugmentation { Value = 7 } },
    };

    [Fact]
    public void What_is_written_comes_back()
    {
        CheckpointFacts read = CheckpointFacts.Read("file", Written());

        Assert.Equal((Facts.Options, Facts.Step, Facts.Position, Facts.Progress, Facts.Dataset), (read.Options, read.Step, read.Position, read.Progress, read.Dataset));
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
    [InlineData("best_epoch", "-1")]
    [InlineData("best_value", "NaN")]
    [InlineData("plateau_scale", "Infinity")]
    public void A_value_that_no_training_has_is_refused(string key, string value)
    {
        Dictionary<string, string> metadata = Written();
        metadata[key] = value;

        Assert.Equal($"file: has '{value}' for '{key}'", Assert.Throws<DataFileException>(() => CheckpointFacts.Read("file", metadata)).Message);
    }

    [Fact]
    public void A_recipe_that_is_none_is_refused()
    {
        Dictionary<string, string> metadata = Written();
        metadata["recipe"] = """{ "batch_size": 0 }""";

        Assert.Equal("file: line 1, column 17: \"batch_size\" is an integer from 1 to 65536, not 0", Assert.Throws<DataFileException>(() => CheckpointFacts.Read("file", metadata)).Message);
    }

    private static Dictionary<string, string> Written()
    {
        Dictionary<string, string> metadata = [];
        Facts.Write(metadata);
        return metadata;
    }
}
