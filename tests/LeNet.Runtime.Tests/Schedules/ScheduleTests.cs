using System.Text.Json;

namespace LeNet.Runtime.Tests.Schedules;

/// <summary>Schedules against PyTorch's rates, from its source or from its results where LENET_GOLDEN names their folder.</summary>
public sealed class ScheduleTests
{
    public static TheoryData<string> Golden => [.. All.Keys];

    private static Dictionary<string, (Schedule Schedule, double Rate)> All { get; } = new()
    {
        ["onecycle"] = (new OneCycleSchedule { TotalSteps = 938 }, 0.05),
        ["cosine"] = (new CosineSchedule { Period = 100, Minimum = 0.0005 }, 0.05),
        ["step"] = (new StepSchedule(7) { Gamma = 0.3 }, 0.1),
        ["linear"] = (new LinearSchedule { StartFactor = 0.1, EndFactor = 1, Duration = 8 }, 0.1),
        ["warmup-cosine"] = (new CosineSchedule { Period = 90, Warmup = new Warmup(10) { StartFactor = 0.01 } }, 0.1),
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Has_the_rates_and_momenta_that_PyTorch_computes(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("LENET_GOLDEN");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "LENET_GOLDEN names no folder with golden vectors.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "recipes", "schedules.json")));
        JsonElement values = document.RootElement.GetProperty(name);
        double[] rates = Numbers(values.ValueKind == JsonValueKind.Array ? values : values.GetProperty("lr"));
        double[]? momenta = values.ValueKind == JsonValueKind.Object && values.TryGetProperty("momentum", out JsonElement list) ? Numbers(list) : null;
        (Schedule schedule, double rate) = All[name];

        Assert.NotEmpty(rates);
        for (int step = 0; step < rates.Length; step++)
        {
            StepSize size = schedule.At(step, rates.Length, rate);
            Assert.Equal(rates[step], size.LearningRate, 1e-6 * rates[step]);
            if (momenta is not null)
            {
                Assert.Equal(momenta[step], size.Momentum!.Value, 1e-6);
            }
        }
    }

    [Fact]
    public void Falls_by_steps() =>
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Rates(new StepSchedule(3) { Gamma = 0.5 }, 7));

    [Fact]
    public void Falls_at_milestones() =>
        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.25], Rates(new MultiStepSchedule(2, 5) { Gamma = 0.5 }, 6));

    [Fact]
    public void Has_the_rates_that_are_given() =>
        Assert.Equal([3, 3, 2, 2, 2, 1, 1], Rates(new PiecewiseSchedule([2, 5], [3, 2, 1]), 7));

    [Fact]
    public void Falls_by_a_factor() =>
        Assert.Equal([1, 0.5, 0.25, 0.125], Rates(new ExponentialSchedule(0.5), 4));

    [Fact]
    public void Cosine_takes_the_whole_training_and_rises_beyond_its_period()
    {
        double[] whole = Rates(new CosineSchedule(), 11, length: 10);
        Assert.Equal((1, 0.5, 0), (whole[0], Math.Round(whole[5], 12), Math.Round(whole[10], 12)));

        double[] period = Rates(new CosineSchedule { Period = 4, Minimum = 0.5 }, 9);
        Assert.Equal([1, 0.75, 0.5, 0.75, 1], new[] { 0, 2, 4, 6, 8 }.Select(step => Math.Round(period[step], 12)));
    }

    [Fact]
    public void A_warm_up_rises_to_where_the_schedule_begins()
    {
        double[] rates = Rates(new StepSchedule(2) { Gamma = 0.5, Warmup = new Warmup(4) { StartFactor = 0.2 } }, 8);

        Assert.Equal([0.2, 0.4, 0.6, 0.8, 1, 1, 0.5, 0.5], rates.Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void One_cycle_moves_the_momentum_the_other_way()
    {
        var cycle = new OneCycleSchedule { MaxLearningRate = 2, TotalSteps = 11, RisingShare = 0.5455, StartDivisor = 4, FinalDivisor = 10, Anneal = AnnealStrategy.Linear };
        StepSize[] sizes = [.. Enumerable.Range(0, 14).Select(step => cycle.At(step, 100, 1))];

        Assert.Equal((0.5, 0.95), (sizes[0].LearningRate, sizes[0].Momentum));
        Assert.Equal((2, 0.85), (Math.Round(sizes[5].LearningRate, 2), Math.Round(sizes[5].Momentum!.Value, 2)));
        Assert.Equal((0.05, 0.95), (Math.Round(sizes[10].LearningRate, 9), Math.Round(sizes[10].Momentum!.Value, 9)));
        Assert.Equal(sizes[10], sizes[13]);
        Assert.Null((cycle with { CycleMomentum = false }).At(3, 100, 1).Momentum);
    }

    [Fact]
    public void Three_phases_come_down_as_they_went_up()
    {
        var cycle = new OneCycleSchedule { MaxLearningRate = 1, TotalSteps = 21, RisingShare = 0.25, StartDivisor = 10, FinalDivisor = 100, ThreePhase = true, Anneal = AnnealStrategy.Linear };
        double[] rates = [.. Enumerable.Range(0, 21).Select(step => cycle.At(step, 0, 1).LearningRate)];

        // Peaks at 0.25 · 21 − 1, is back at 2 · 0.25 · 21 − 2.
        Assert.Equal(0.1, rates[0], 1e-12);
        Assert.Equal(rates[3], (rates[5] + rates[6]) / 2, 1e-9);
        Assert.Equal(0.001, rates[20], 1e-12);
        Assert.True(rates[8] > 0.1 && rates[9] < 0.1);
    }

    [Fact]
    public void A_plateau_scales_the_rate_when_patience_is_over()
    {
        var options = new TrainingOptions { Schedule = new PlateauSchedule { Factor = 0.5, Patience = 1, Cooldown = 1, Minimum = 0.2 }, Validation = 5, Optimizer = new Sgd(1) };
        var sizes = new StepSizes(options);
        Progress progress = Progress.None;
        var rates = new List<double>();
        double[] losses = [1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1];
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            rates.Add(sizes.At(epoch, 0, 10, progress).LearningRate);
            progress = progress.After(epoch + 1, new Evaluation(losses[epoch], 10, 5, new int[0, 0]), options);
        }

        // Two epochs without a better one, then one that does not count, then two again.
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.2], rates);
        Assert.Equal(10, progress.BestEpoch);
    }

    [Fact]
    public void Epochs_count_where_they_are_to()
    {
        var options = new TrainingOptions { Epochs = 4, Optimizer = new Sgd(1), Schedule = new ExponentialSchedule(0.5) { Per = ScheduleUnit.Epoch } };
        var sizes = new StepSizes(options);

        Assert.Equal(0.25, sizes.At(2, 7, 10, Progress.None).LearningRate);
        Assert.Equal(0.25, sizes.At(step: 1000, epoch: 2).LearningRate);
        Assert.Equal(Math.Pow(0.5, 27), new StepSizes(options with { Schedule = new ExponentialSchedule(0.5) }).At(2, 7, 10, Progress.None).LearningRate);
    }

    private static double[] Rates(Schedule schedule, int count, int length = 100) =>
        [.. Enumerable.Range(0, count).Select(step => schedule.At(step, length, 1).LearningRate)];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];
}
