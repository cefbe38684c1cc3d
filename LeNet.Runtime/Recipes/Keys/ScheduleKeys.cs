namespace LeNet.Runtime;

/// <summary>The schedules of recipe files: names and defaults are those of <c>torch.optim.lr_scheduler</c>.</summary>
internal static class ScheduleKeys
{
    private static readonly OneOf<ScheduleUnit> Unit = new(("step", ScheduleUnit.Step), ("epoch", ScheduleUnit.Epoch));

    private static readonly OneOf<AnnealStrategy> Anneal = new(("cos", AnnealStrategy.Cosine), ("linear", AnnealStrategy.Linear));

    private static readonly RecipeObject<Warmup> WarmupObject = new(
        "warmup",
        () => new Warmup(1),
        new RecipeKey<Warmup, int>("steps", nameof(Warmup.Steps), "how long the rise takes, in what the schedule counts", Ranges.FromOne, warmup => warmup.Steps, (warmup, value) => warmup with { Steps = value }) { IsRequired = true },
        new RecipeKey<Warmup, double>("start_factor", nameof(Warmup.StartFactor), "where it begins, as a share of the rate", Ranges.Factor, warmup => warmup.StartFactor, (warmup, value) => warmup with { StartFactor = value }));

    /// <summary>All of them.</summary>
    public static Kinds<Schedule> All { get; } = new(
        "schedule",
        new Kind<Schedule, ConstantSchedule>("constant", () => new ConstantSchedule(), null, Common<ConstantSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value })),
        new Kind<Schedule, StepSchedule>(
            "step",
            () => new StepSchedule(1),
            null,
            [
                new RecipeKey<StepSchedule, int>("step_size", nameof(StepSchedule.StepSize), "from one fall of the rate to the next", Ranges.FromOne, schedule => schedule.StepSize, (schedule, value) => schedule with { StepSize = value }) { IsRequired = true },
                Number<StepSchedule>("gamma", nameof(StepSchedule.Gamma), "what the rate is multiplied with", Ranges.Positive, schedule => schedule.Gamma, (schedule, value) => schedule with { Gamma = value }),
                .. Common<StepSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
            ]),
        new Kind<Schedule, MultiStepSchedule>(
            "multistep",
            () => new MultiStepSchedule(1),
            null,
            [
                new RecipeKey<MultiStepSchedule, IReadOnlyList<int>>("milestones", nameof(MultiStepSchedule.Milestones), "when the rate falls", new ListOf<int>(Ranges.FromOne, ascends: true), schedule => schedule.Milestones, (schedule, value) => new MultiStepSchedule(value) { Gamma = schedule.Gamma, Per = schedule.Per, Warmup = schedule.Warmup }) { IsRequired = true },
                Number<MultiStepSchedule>("gamma", nameof(MultiStepSchedule.Gamma), "what the rate is multiplied with", Ranges.Positive, schedule => schedule.Gamma, (schedule, value) => schedule with { Gamma = value }),
                .. Common<MultiStepSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
            ]),
        new Kind<Schedule, ExponentialSchedule>(
            "exponential",
            () => new ExponentialSchedule(1),
            null,
            [
                new RecipeKey<ExponentialSchedule, double>("gamma", nameof(ExponentialSchedule.Gamma), "what the rate is multiplied with", Ranges.Positive, schedule => schedule.Gamma, (schedule, value) => schedule with { Gamma = value }) { IsRequired = true },
                .. Common<ExponentialSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
            ]),
        new Kind<Schedule, CosineSchedule>(
            "cosine",
            () => new CosineSchedule(),
            null,
            [
                new OptionalKey<CosineSchedule, int>("t_max", nameof(CosineSchedule.Period), "how long the rate falls; the whole training if left out", Ranges.FromOne, schedule => schedule.Period, (schedule, value) => schedule with { Period = value }),
                Number<CosineSchedule>("eta_min", nameof(CosineSchedule.Minimum), "the smallest rate", Ranges.NotNegative, schedule => schedule.Minimum, (schedule, value) => schedule with { Minimum = value }),
                .. Common<CosineSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
            ]),
        OneCycle(),
        new Kind<Schedule, LinearSchedule>(
            "linear",
            () => new LinearSchedule(),
            null,
            [
                Number<LinearSchedule>("start_factor", nameof(LinearSchedule.StartFactor), "the rate's factor at first", Ranges.Factor, schedule => schedule.StartFactor, (schedule, value) => schedule with { StartFactor = value }),
                Number<LinearSchedule>("end_factor", nameof(LinearSchedule.EndFactor), "the rate's factor in the end", Ranges.Unit, schedule => schedule.EndFactor, (schedule, value) => schedule with { EndFactor = value }),
                new RecipeKey<LinearSchedule, int>("total_iters", nameof(LinearSchedule.Duration), "how long the factor moves", Ranges.FromOne, schedule => schedule.Duration, (schedule, value) => schedule with { Duration = value }),
                .. Common<LinearSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
            ]),
        Piecewise(),
        Plateau());

    private static Kind<Schedule, OneCycleSchedule> OneCycle() => new(
        "one_cycle",
        () => new OneCycleSchedule(),
        null,
        [
            new OptionalKey<OneCycleSchedule, double>("max_lr", nameof(OneCycleSchedule.MaxLearningRate), "the largest rate; the optimizer's if left out", Ranges.Positive, cycle => cycle.MaxLearningRate, (cycle, value) => cycle with { MaxLearningRate = value }),
            new OptionalKey<OneCycleSchedule, int>("total_steps", nameof(OneCycleSchedule.TotalSteps), "the cycle's length; the whole training if left out", new IntegerRange(2, int.MaxValue), cycle => cycle.TotalSteps, (cycle, value) => cycle with { TotalSteps = value }),
            Number<OneCycleSchedule>("pct_start", nameof(OneCycleSchedule.RisingShare), "the share of the cycle in which the rate rises", Ranges.Inner, cycle => cycle.RisingShare, (cycle, value) => cycle with { RisingShare = value }),
            new RecipeKey<OneCycleSchedule, AnnealStrategy>("anneal_strategy", nameof(OneCycleSchedule.Anneal), "how rate and momentum move", Anneal, cycle => cycle.Anneal, (cycle, value) => cycle with { Anneal = value }),
            new RecipeKey<OneCycleSchedule, bool>("cycle_momentum", nameof(OneCycleSchedule.CycleMomentum), "whether the momentum moves too", Ranges.Flag, cycle => cycle.CycleMomentum, (cycle, value) => cycle with { CycleMomentum = value }),
            Number<OneCycleSchedule>("base_momentum", nameof(OneCycleSchedule.BaseMomentum), "the momentum where the rate is largest", Ranges.Share, cycle => cycle.BaseMomentum, (cycle, value) => cycle with { BaseMomentum = value }),
            Number<OneCycleSchedule>("max_momentum", nameof(OneCycleSchedule.MaxMomentum), "the momentum where the rate is smallest", Ranges.Share, cycle => cycle.MaxMomentum, (cycle, value) => cycle with { MaxMomentum = value }),
            Number<OneCycleSchedule>("div_factor", nameof(OneCycleSchedule.StartDivisor), "the largest rate by the first", Ranges.Positive, cycle => cycle.StartDivisor, (cycle, value) => cycle with { StartDivisor = value }),
            Number<OneCycleSchedule>("final_div_factor", nameof(OneCycleSchedule.FinalDivisor), "the first rate by the last", Ranges.Positive, cycle => cycle.FinalDivisor, (cycle, value) => cycle with { FinalDivisor = value }),
            new RecipeKey<OneCycleSchedule, bool>("three_phase", nameof(OneCycleSchedule.ThreePhase), "whether the rate falls to where it began as it rose, and only then further", Ranges.Flag, cycle => cycle.ThreePhase, (cycle, value) => cycle with { ThreePhase = value }),
            .. Common<OneCycleSchedule>((cycle, value) => cycle with { Per = value }, (cycle, value) => cycle with { Warmup = value }),
        ]);

    private static Kind<Schedule, PiecewiseSchedule> Piecewise() => new(
        "piecewise",
        () => new PiecewiseSchedule([1], [0, 0]),
        piecewise => piecewise.Rates.Count == piecewise.Milestones.Count + 1
            ? null
            : new("rates", nameof(PiecewiseSchedule.Rates), FormattableString.Invariant($"\"rates\" has one rate more than \"milestones\", which is {piecewise.Milestones.Count + 1}, not {piecewise.Rates.Count}")),
        [
            new RecipeKey<PiecewiseSchedule, IReadOnlyList<int>>("milestones", nameof(PiecewiseSchedule.Milestones), "when the next rate begins", new ListOf<int>(Ranges.FromOne, ascends: true), schedule => schedule.Milestones, (schedule, value) => new PiecewiseSchedule(value, schedule.Rates) { Per = schedule.Per, Warmup = schedule.Warmup }) { IsRequired = true },
            new RecipeKey<PiecewiseSchedule, IReadOnlyList<double>>("rates", nameof(PiecewiseSchedule.Rates), "the rates, one more than milestones", new ListOf<double>(Ranges.NotNegative), schedule => schedule.Rates, (schedule, value) => new PiecewiseSchedule(schedule.Milestones, value) { Per = schedule.Per, Warmup = schedule.Warmup }) { IsRequired = true },
            .. Common<PiecewiseSchedule>((schedule, value) => schedule with { Per = value }, (schedule, value) => schedule with { Warmup = value }),
        ]);

    private static Kind<Schedule, PlateauSchedule> Plateau() => new(
        "plateau",
        () => new PlateauSchedule(),
        null,
        [
            Number<PlateauSchedule>("factor", nameof(PlateauSchedule.Factor), "what the rate is multiplied with", Ranges.Inner, plateau => plateau.Factor, (plateau, value) => plateau with { Factor = value }),
            new RecipeKey<PlateauSchedule, int>("patience", nameof(PlateauSchedule.Patience), "epochs without a better value that are borne", Ranges.FromZero, plateau => plateau.Patience, (plateau, value) => plateau with { Patience = value }),
            Number<PlateauSchedule>("threshold", nameof(PlateauSchedule.Threshold), "by what share a value must be better to count", Ranges.Share, plateau => plateau.Threshold, (plateau, value) => plateau with { Threshold = value }),
            new RecipeKey<PlateauSchedule, int>("cooldown", nameof(PlateauSchedule.Cooldown), "epochs after a fall in which nothing is counted", Ranges.FromZero, plateau => plateau.Cooldown, (plateau, value) => plateau with { Cooldown = value }),
            Number<PlateauSchedule>("min_lr", nameof(PlateauSchedule.Minimum), "the smallest rate", Ranges.NotNegative, plateau => plateau.Minimum, (plateau, value) => plateau with { Minimum = value }),
            new RecipeKey<PlateauSchedule, ValidationMetric>("metric", nameof(PlateauSchedule.Metric), "which value of the validation", Ranges.Metric, plateau => plateau.Metric, (plateau, value) => plateau with { Metric = value }),
            .. Common<PlateauSchedule>((plateau, value) => plateau with { Per = value }, (plateau, value) => plateau with { Warmup = value }),
        ]);

    private static RecipeKey<T>[] Common<T>(Func<T, ScheduleUnit, T> setPer, Func<T, Warmup, T> setWarmup)
        where T : Schedule =>
        [
            new RecipeKey<T, ScheduleUnit>("per", nameof(Schedule.Per), "what the schedule counts, its warm-up included", Unit, schedule => schedule.Per, setPer),
            new PartKey<T, Warmup>("warmup", nameof(Schedule.Warmup), "a linear rise of the rate before the schedule", WarmupObject, schedule => schedule.Warmup, setWarmup),
        ];

    private static RecipeKey<T> Number<T>(string name, string property, string description, NumberRange range, Func<T, double> get, Func<T, double, T> set) =>
        new RecipeKey<T, double>(name, property, description, range, get, set);
}
