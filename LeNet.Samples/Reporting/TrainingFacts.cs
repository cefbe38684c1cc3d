using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>What people are told before and after a training run: a name and a value per line.</summary>
internal static class TrainingFacts
{
    /// <summary>Writes what is about to run.</summary>
    public static void WriteStart(Screen screen, TrainingPlan plan)
    {
        TrainingOptions options = plan.Settings.Options;
        Write(screen, "network", $"[bold]{Format.Literal(plan.Network.Name)}[/], {Format.Count(plan.Network.ParameterCount, "parameter")}, "
            + (plan.Settings.InitialWeights is { } weights ? $"beginning with {Format.Literal(weights)}" : $"initial weights from seed {options.Seed}"));
        Write(screen, "data", $"{Format.Literal(plan.Data.Title)}{(plan.Data.Folder is { } folder ? " in " + Format.Literal(folder) : ", drawn by the program")}: {Format.Count(plan.TrainingImages)} images to train, {(plan.ValidationImages > 0 ? $"{Format.Count(plan.ValidationImages)} for validation, " : "")}{Format.Count(plan.TestImages)} to test");
        Write(screen, "recipe", RecipeText.Of(options, plan.Settings.RecipeSource));
        Write(screen, "machine", $"{Format.Count(plan.Threads, "thread")}, {plan.VectorBits}-bit vectors");
        Write(screen, "output", Format.Literal(plan.RunFolder));
        if (plan.Settings.Checkpoints is { } interval)
        {
            Write(screen, "saved", interval.Steps is { } every ? $"a checkpoint every {Format.Count(every, "step")}" : "a checkpoint after each epoch");
        }

        if (plan.Settings.Resumed is { Checkpoint: { } checkpoint })
        {
            Write(screen, "resumed", $"after {Format.Count(checkpoint.Step, "step")}" + (checkpoint.Epoch <= options.Epochs ? $", in epoch {checkpoint.Epoch}" : ""));
        }

        screen.Line();
    }

    /// <summary>Writes what came of it.</summary>
    public static void WriteEnd(Screen screen, TrainingResult result)
    {
        screen.Line();
        Write(screen, "trained", $"{Format.Count(result.Steps, "step")} in {Format.Seconds(result.TrainingTime)}");
        if (result.StoppedEarlyAfter is { } epoch)
        {
            Write(screen, "stopped", $"after epoch {epoch}, as validation had stopped becoming better");
        }

        if (result.Pictures.Count > 0)
        {
            Write(screen, "plots", string.Join(", ", result.Pictures));
        }

        if (result.PictureProblem is { } problem)
        {
            Write(screen, "plots", $"[yellow]none: {Format.Literal(problem)}[/]");
        }

        if (result.Advice is { } advice)
        {
            Write(screen, "advice", $"[yellow]{Format.Literal(advice)}[/]");
        }

        if (result.Best is { } best)
        {
            Write(screen, "best", $"epoch {best.Epoch}, validation loss {Format.Loss(best.Validation.Loss)}, accuracy {Format.Percent(best.Validation.Accuracy)}: {Format.Literal(best.Path)}");
        }

        Write(screen, "weights", Format.Literal(result.WeightsPath) + (result.Best is null ? "" : ", of the last epoch"));
        Write(screen, "sha256", result.WeightsHash);
    }

    private static void Write(Screen screen, string name, string markup) => screen.Prose($"[grey]{name,-7}[/]  {markup}", indent: 9);
}
