using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>A recipe in a line, the common thing first.</summary>
internal static class RecipeText
{
    /// <summary>What people are told of it, as markup.</summary>
    /// <param name="options">The recipe.</param>
    /// <param name="source">Its name or file, or null for the default.</param>
    public static string Of(TrainingOptions options, string? source) => string.Join(", ", Parts(options, source));

    private static IEnumerable<string> Parts(TrainingOptions options, string? source)
    {
        yield return (source is null ? "" : $"[bold]{Format.Literal(source)}[/]: ") + Format.Count(options.Epochs, "epoch");
        yield return $"batches of {Format.Count(options.BatchSize)}";
        foreach (string part in Of(options.Optimizer))
        {
            yield return part;
        }

        if (options.Schedule is not ConstantSchedule)
        {
            yield return $"{Name(options.Schedule)} schedule";
        }

        if (options.Schedule.Warmup is { } warmup)
        {
            yield return $"warm-up over {Format.Count(warmup.Steps, options.Schedule.Per == ScheduleUnit.Step ? "step" : "epoch")}";
        }

        if (options.ClipGradientNorm is { } norm)
        {
            yield return $"gradients clipped to length {Format.Number(norm)}";
        }

        if (options.ClipGradientValue is { } value)
        {
            yield return $"gradients clipped to ±{Format.Number(value)}";
        }

        if (options.AverageDecay is { } decay)
        {
            yield return $"weights averaged with {Format.Number(decay)}";
        }

        if (options.Augmentation is { } augmentation)
        {
            yield return $"images distorted ({string.Join(", ", Names(augmentation))})";
        }

        if (options.EarlyStopping is { } stopping)
        {
            yield return $"stopping after {Format.Count(stopping.Patience, "epoch")} without a better {(stopping.Metric == ValidationMetric.Loss ? "loss" : "accuracy")}";
        }

        yield return options.Shuffle ? $"shuffled by seed {options.Seed}" : "in file order";
        if (options.MaxSteps is { } limit)
        {
            yield return $"at most {Format.Count(limit, "step")}";
        }
    }

    private static IEnumerable<string> Of(Optimizer optimizer)
    {
        yield return optimizer switch
        {
            Adam => "Adam",
            AdamW => "AdamW",
            RmsProp => "RMSprop",
            Sdlm => "stochastic diagonal Levenberg–Marquardt",
            _ => "SGD",
        } + $" with learning rate {Format.Number(optimizer.LearningRate)}";
        if (optimizer is Sgd { Momentum: > 0 } or RmsProp { Momentum: > 0 })
        {
            double momentum = optimizer is Sgd sgd ? sgd.Momentum : ((RmsProp)optimizer).Momentum;
            yield return $"{(optimizer is Sgd { Nesterov: true } ? "Nesterov " : "")}momentum {Format.Number(momentum)}";
        }

        if (optimizer is DecayingOptimizer { WeightDecay: > 0 } decaying)
        {
            yield return $"weight decay {Format.Number(decaying.WeightDecay)}";
        }
    }

    private static IEnumerable<string> Names(Augmentation augmentation)
    {
        (string Name, object? Part)[] parts =
        [
            ("affine", augmentation.Affine), ("elastic", augmentation.Elastic), ("crop", augmentation.Crop), ("flip", augmentation.HorizontalFlip), ("erasing", augmentation.Erasing),
        ];
        return parts.Where(part => part.Part is not null).Select(part => part.Name);
    }

    private static string Name(Schedule schedule) => schedule switch
    {
        CosineSchedule => "cosine",
        OneCycleSchedule => "one-cycle",
        LinearSchedule => "linear",
        StepSchedule or MultiStepSchedule => "step",
        PiecewiseSchedule => "piecewise",
        ExponentialSchedule => "exponential",
        _ => "plateau",
    };
}
