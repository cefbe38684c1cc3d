using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>The keys of a recipe file.</summary>
internal static class TrainingKeys
{
    private const int MostEpochs = 10_000;
    private const int LargestBatch = 65_536;

    private static readonly RecipeObject<AverageKey> Average = new(
        "ema",
        () => new AverageKey(0),
        new RecipeKey<AverageKey, double>("decay", nameof(TrainingOptions.AverageDecay), "how much of the average each update keeps", Ranges.Share, average => average.Decay, (_, value) => new AverageKey(value)) { IsRequired = true });

    private static readonly RecipeObject<EarlyStopping> Stopping = new(
        "early_stopping",
        () => new EarlyStopping(1),
        new RecipeKey<EarlyStopping, int>("patience", nameof(EarlyStopping.Patience), "epochs without a better value that are borne", Ranges.FromOne, stopping => stopping.Patience, (stopping, value) => stopping with { Patience = value }) { IsRequired = true },
        new RecipeKey<EarlyStopping, ValidationMetric>("metric", nameof(EarlyStopping.Metric), "which value of the validation", Ranges.Metric, stopping => stopping.Metric, (stopping, value) => stopping with { Metric = value }));

    private static readonly RecipeObject<Fold> CrossValidation = new(
        "fold",
        () => new Fold(1, 2),
        new RecipeKey<Fold, int>("number", nameof(Fold.Number), "which part is kept, from 1", Ranges.FromOne, fold => fold.Number, (fold, value) => fold with { Number = value }) { IsRequired = true },
        new RecipeKey<Fold, int>("of", nameof(Fold.Count), "parts of the training set", new IntegerRange(2, int.MaxValue), fold => fold.Count, (fold, value) => fold with { Count = value }) { IsRequired = true })
    {
        Contradiction = fold => fold.Number > fold.Count
            ? new("number", nameof(Fold.Number), FormattableString.Invariant($"there is no fold {fold.Number} of {fold.Count}; \"number\" is at most \"of\""))
            : null,
    };

    /// <summary>The file as a whole.</summary>
    public static RecipeObject<TrainingOptions> All { get; } = new(
        "a recipe",
        () => new TrainingOptions(),
        new RecipeKey<TrainingOptions, int>("epochs", nameof(TrainingOptions.Epochs), "passes over the training set", new IntegerRange(1, MostEpochs), options => options.Epochs, (options, value) => options with { Epochs = value }) { IsOfFilesOnly = true },
        new RecipeKey<TrainingOptions, int>("batch_size", nameof(TrainingOptions.BatchSize), "samples per update", new IntegerRange(1, LargestBatch), options => options.BatchSize, (options, value) => options with { BatchSize = value }) { IsOfFilesOnly = true },
        new RecipeKey<TrainingOptions, Optimizer>("optimizer", nameof(TrainingOptions.Optimizer), "how the parameters follow their gradients", OptimizerKeys.All, options => options.Optimizer, (options, value) => options with { Optimizer = value }),
        new RecipeKey<TrainingOptions, Schedule>("schedule", nameof(TrainingOptions.Schedule), "how the learning rate moves", ScheduleKeys.All, options => options.Schedule, (options, value) => options with { Schedule = value }),
        new OptionalKey<TrainingOptions, double>("clip_grad_norm", nameof(TrainingOptions.ClipGradientNorm), "the largest length of all gradients together", Ranges.Positive, options => options.ClipGradientNorm, (options, value) => options with { ClipGradientNorm = value }),
        new OptionalKey<TrainingOptions, double>("clip_grad_value", nameof(TrainingOptions.ClipGradientValue), "the largest size of any gradient", Ranges.Positive, options => options.ClipGradientValue, (options, value) => options with { ClipGradientValue = value }),
        new PartKey<TrainingOptions, AverageKey>("ema", nameof(TrainingOptions.AverageDecay), "an exponential moving average of the weights, which is what is evaluated and saved", Average, options => options.AverageDecay is { } decay ? new AverageKey(decay) : null, (options, value) => options with { AverageDecay = value.Decay }),
        new RecipeKey<TrainingOptions, double>("validation", nameof(TrainingOptions.Validation), "training samples kept for validation: a share below 1, or a count", new ValidationPart(), options => options.Validation, (options, value) => options with { Validation = value }),
        new PartKey<TrainingOptions, Fold>("fold", nameof(TrainingOptions.Fold), "the part of the training set kept for validation, for cross-validation", CrossValidation, options => options.Fold, (options, value) => options with { Fold = value }),
        new PartKey<TrainingOptions, Augmentation>("augmentation", nameof(TrainingOptions.Augmentation), "how training images are distorted", AugmentationKeys.All, options => options.Augmentation, (options, value) => options with { Augmentation = value }),
        new PartKey<TrainingOptions, EarlyStopping>("early_stopping", nameof(TrainingOptions.EarlyStopping), "ends a training that has stopped becoming better", Stopping, options => options.EarlyStopping, (options, value) => options with { EarlyStopping = value }))
    {
        Ignored = ["$schema"],
        Contradiction = Contradiction,
    };

    private static Contradiction? Contradiction(TrainingOptions options) => options switch
    {
        { ClipGradientNorm: not null, ClipGradientValue: not null } =>
            new("clip_grad_value", nameof(TrainingOptions.ClipGradientValue), "\"clip_grad_norm\" and \"clip_grad_value\" exclude each other; leave one out"),
        { Fold: not null, Validation: not 0 } =>
            new("fold", nameof(TrainingOptions.Fold), "\"validation\" and \"fold\" exclude each other; leave one out"),
        { EarlyStopping: not null, Validation: 0, Fold: null } =>
            new("early_stopping", nameof(TrainingOptions.EarlyStopping), "early stopping needs validation samples; give \"validation\", such as 5000 or 0.1"),
        { Schedule: PlateauSchedule, Validation: 0, Fold: null } =>
            new("schedule", nameof(TrainingOptions.Schedule), "the schedule \"plateau\" needs validation samples; give \"validation\", such as 5000 or 0.1"),
        _ => null,
    };

    /// <summary>What stands for "ema".</summary>
    private sealed record AverageKey(double Decay);

    /// <summary>A count or a share.</summary>
    private sealed class ValidationPart : RecipeValue<double>
    {
        public override string Expected => "a count of samples, or a share of them from 0 to less than 1";

        public override double Read(RecipeNode node, string name)
        {
            double value = node.Kind == JsonValueKind.Number ? Ranges.NotNegative.Read(node, name) : throw Unexpected(node, name);
            return IsLegal(value) ? value : throw Unexpected(node, name);
        }

        public override void Write(Utf8JsonWriter json, double value) => json.WriteNumberValue(value);

        public override void Check(double value, string property)
        {
            if (!IsLegal(value))
            {
                throw Illegal(value, property);
            }
        }

        public override JsonObject Schema() => new()
        {
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer", ["minimum"] = 0 }, new JsonObject { ["type"] = "number", ["minimum"] = 0, ["exclusiveMaximum"] = 1 }),
        };

        private static bool IsLegal(double value) => value is >= 0 and < 1 || (value is >= 1 and <= int.MaxValue && value == Math.Floor(value));
    }
}
