using System.Globalization;
using System.Text;

namespace LeNet.Runtime;

/// <summary>What a checkpoint says beside its tensors.</summary>
/// <param name="Architecture">The network, as <see cref="ArchitectureFacts.Lines"/> puts it.</param>
/// <param name="Options">How it is trained; threads do not matter.</param>
/// <param name="Step">Updates so far.</param>
/// <param name="Position">Where the training stands.</param>
/// <param name="Progress">What validation has shown.</param>
/// <param name="Dataset">The training set's hash, or null if none was trained on yet.</param>
internal sealed record CheckpointFacts(
    IReadOnlyList<string> Architecture, TrainingOptions Options, long Step, TrainingPosition Position, Progress Progress, string? Dataset)
{
    private const string Kind = "lenet-checkpoint";
    private const string Version = "2";

    /// <summary>Beyond any training, and far enough from the end of 64 bits to count on.</summary>
    private const long MostCounted = 1L << 60;

    /// <summary>The first option in which a training differs from the one before, or null.</summary>
    public static string? Difference(TrainingOptions before, TrainingOptions now) =>
        Difference("the seed", before.Seed, now.Seed)
        ?? Difference("shuffling", before.Shuffle, now.Shuffle)
        ?? RecipeDifference.First(before, now)
        ?? Difference("the limit of steps", before.MaxSteps, now.MaxSteps);

    /// <summary>Adds all of it to a file's metadata.</summary>
    public void Write(Dictionary<string, string> metadata)
    {
        metadata["kind"] = Kind;
        metadata["version"] = Version;
        metadata["architecture"] = string.Join('\n', Architecture);
        metadata["recipe"] = Recipe.ToJson(Options);
        metadata["seed"] = Text(Options.Seed);
        metadata["shuffle"] = Options.Shuffle ? "true" : "false";
        metadata["step"] = Text(Step);
        metadata["epoch"] = Text(Position.Epoch);
        metadata["epoch_batches"] = Text(Position.Batch);
        metadata["epoch_loss_sum"] = Text(Position.LossSum);
        metadata["epoch_correct"] = Text(Position.Correct);
        metadata["epoch_samples"] = Text(Position.Seen);
        metadata["epoch_ticks"] = Text(Position.Time.Ticks);
        metadata["epoch_reported"] = Position.IsReported ? "true" : "false";
        metadata["best_epoch"] = Text(Progress.BestEpoch);
        metadata["best_value"] = Text(Progress.Best);
        metadata["epochs_since_best"] = Text(Progress.Waited);
        metadata["plateau_value"] = Text(Progress.PlateauBest);
        metadata["plateau_epochs"] = Text(Progress.PlateauWaited);
        metadata["plateau_cooldown"] = Text(Progress.Cooling);
        metadata["plateau_scale"] = Text(Progress.RateScale);
        if (Options.MaxSteps is { } limit)
        {
            metadata["max_steps"] = Text(limit);
        }

        if (Dataset is not null)
        {
            metadata["dataset_sha256"] = Dataset;
        }
    }

    /// <summary>Reads it from a file's metadata.</summary>
    /// <exception cref="DataFileException">Something is missing or is no sensible value.</exception>
    public static CheckpointFacts Read(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.GetValueOrDefault("kind") != Kind)
        {
            throw new DataFileException(path, "is not a checkpoint");
        }

        if (metadata.GetValueOrDefault("version") is var version && version != Version)
        {
            throw new DataFileException(path, $"is a checkpoint of version '{SafetensorsHeader.Shown(version ?? "")}'; this program reads version {Version}");
        }

        TrainingOptions options = Recipe.Parse(path, Encoding.UTF8.GetBytes(Required("recipe"))) with
        {
            Seed = Number<ulong>("seed", 0),
            Shuffle = Truth("shuffle"),
            MaxSteps = metadata.ContainsKey("max_steps") ? Number<long>("max_steps", 0) : null,
        };
        var position = new TrainingPosition(
            Number<int>("epoch", 1),
            Number<int>("epoch_batches", 0),
            Number<double>("epoch_loss_sum", double.MinValue),
            Count("epoch_correct"),
            Count("epoch_samples"),
            TimeSpan.FromTicks(Count("epoch_ticks")),
            Truth("epoch_reported"));
        var progress = new Progress(
            Number<int>("best_epoch", 0),
            Value("best_value"),
            Number<int>("epochs_since_best", 0),
            Value("plateau_value"),
            Number<int>("plateau_epochs", 0),
            Number<int>("plateau_cooldown", 0),
            Number<double>("plateau_scale", 0));
        return new CheckpointFacts(Required("architecture").Split('\n'), options, Count("step"), position, progress, metadata.GetValueOrDefault("dataset_sha256"));

        string Required(string key) => metadata.GetValueOrDefault(key) ?? throw new DataFileException(path, $"lacks '{key}'");

        T Number<T>(string key, T least)
            where T : struct, System.Numerics.INumber<T> =>
            T.TryParse(Required(key), NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value) && value >= least
                ? value
                : throw Wrong(key);

        long Count(string key) => Number<long>(key, 0) is var count and <= MostCounted ? count : throw Wrong(key);

        // Infinite before the first epoch.
        double Value(string key) =>
            double.TryParse(Required(key), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) ? value : throw Wrong(key);

        bool Truth(string key) => Required(key) switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong(key),
        };

        DataFileException Wrong(string key) => new(path, $"has '{SafetensorsHeader.Shown(metadata[key])}' for '{key}'");
    }

    private static string? Difference<T>(string name, T before, T now) => EqualityComparer<T>.Default.Equals(before, now)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{name} was {Shown(before)}, and is {Shown(now)} now");

    private static object Shown(object? value) => value switch
    {
        null => "none",
        bool isOn => isOn ? "on" : "off",
        _ => value,
    };

    /// <summary>In round-trip form.</summary>
    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
