using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Reporting;

/// <summary>Tells programs of a training run: JSON objects, told apart by their member <c>event</c>.</summary>
internal sealed class JsonTrainingReporter(TextWriter output) : ITrainingReporter
{
    private readonly RecentLoss _recent = new();

    /// <inheritdoc/>
    public DownloadReport? Download => null;

    /// <inheritdoc/>
    public void Starting(TrainingPlan plan) => JsonLines.WriteLine(output, json =>
    {
        TrainingOptions options = plan.Settings.Options;
        json.WriteString("event", "start");
        json.WriteString("network", plan.Network.Name);
        json.WriteNumber("parameters", plan.Network.ParameterCount);
        json.WriteString("dataset", plan.Data.Name);
        json.WriteString("data", plan.Data.Folder);
        json.WriteNumber("train_count", plan.TrainingImages);
        if (plan.ValidationImages > 0)
        {
            json.WriteNumber("validation_count", plan.ValidationImages);
        }

        json.WriteNumber("test_count", plan.TestImages);
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("batch_size", options.BatchSize);
        json.WriteNumber("lr", options.Optimizer.LearningRate);
        if (options.Optimizer is Sgd sgd)
        {
            json.WriteNumber("momentum", sgd.Momentum);
        }

        json.WritePropertyName("recipe");
        json.WriteRawValue(Recipe.ToJson(options).ReplaceLineEndings(""));
        if (plan.Settings.RecipeSource is { } source)
        {
            json.WriteString("recipe_source", source);
        }

        json.WriteNumber("seed", options.Seed);
        json.WriteBoolean("shuffle", options.Shuffle);
        if (options.MaxSteps is { } limit)
        {
            json.WriteNumber("max_steps", limit);
        }

        if (plan.Settings.InitialWeights is { } weights)
        {
            json.WriteString("init", weights);
        }

        if (plan.Settings.Checkpoints is { } interval)
        {
            json.WriteString("checkpoint_every", interval.ToString());
        }

        if (plan.Settings.Resumed is { } resumed)
        {
            json.WriteNumber("resumed_after", resumed.Checkpoint.Step);
        }

        json.WriteNumber("threads", plan.Threads);
        json.WriteNumber("vector_bits", plan.VectorBits);
        json.WriteString("out", plan.RunFolder);
    });

    /// <inheritdoc/>
    public void BatchCompleted(BatchReport batch)
    {
        if (_recent.Add(batch, out double loss))
        {
            JsonLines.WriteLine(output, json =>
            {
                json.WriteString("event", "batch");
                json.WriteNumber("epoch", batch.Epoch);
                json.WriteNumber("batch", batch.Batch);
                json.WriteNumber("batches", batch.Batches);
                json.WriteNumber("step", batch.Step);
                json.WriteNumber("loss", loss);
            });
        }
    }

    /// <inheritdoc/>
    public void EpochCompleted(EpochReport epoch) => JsonLines.WriteLine(output, json =>
    {
        json.WriteString("event", "epoch");
        MetricsLine.WriteMembers(json, epoch);
    });

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(TrainingResult result) => JsonLines.WriteLine(output, json =>
    {
        json.WriteString("event", "end");
        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("seconds", result.TrainingTime.TotalSeconds);
        if (result.Best is { } best)
        {
            json.WriteNumber("best_epoch", best.Epoch);
            json.WriteString("best_weights", best.Path);
        }

        json.WriteString("weights", result.WeightsPath);
        json.WriteString("sha256", result.WeightsHash);
        json.WriteTexts("pictures", result.Pictures);
    });
}
