namespace LeNet.Runtime;

/// <summary>Which samples of a data set are trained on, and which are kept for validation.</summary>
/// <param name="Training">Those to train on, in ascending order, or null for all.</param>
/// <param name="Validation">Those kept, in ascending order.</param>
internal sealed record SampleSplit(int[]? Training, int[] Validation)
{
    /// <summary>Keeps some, each equally probable, as the seed says.</summary>
    /// <param name="count">Samples of the data set.</param>
    /// <param name="options">How many are kept, and the seed.</param>
    /// <exception cref="ArgumentException">None would be left to train on, or none kept.</exception>
    public static SampleSplit Of(int count, TrainingOptions options)
    {
        int kept = Kept(count, options);
        if (kept == 0)
        {
            return new SampleSplit(null, []);
        }

        int[] order = new int[count];
        var random = new PhiloxSequence(new Philox(options.Seed, RandomPurpose.Validation, 0));
        Shuffle.Fill(order, ref random);
        int first = options.Fold is { } fold ? BeginOf(fold.Number, fold.Count, count) : 0;
        int[] validation = [.. order.Skip(first).Take(kept).Order()];
        int[] training = [.. order.Take(first).Concat(order.Skip(first + kept)).Order()];
        return new SampleSplit(training, validation);
    }

    /// <summary>How many are kept.</summary>
    /// <param name="count">Samples of the data set.</param>
    /// <param name="options">How many are kept.</param>
    /// <exception cref="ArgumentException">None would be left to train on, or none kept.</exception>
    public static int Kept(int count, TrainingOptions options)
    {
        if (options.Fold is { } fold)
        {
            return fold.Count <= count
                ? BeginOf(fold.Number + 1, fold.Count, count) - BeginOf(fold.Number, fold.Count, count)
                : throw new ArgumentException(FormattableString.Invariant($"{count} training samples do not make {fold.Count} folds."), nameof(TrainingOptions.Fold));
        }

        double wanted = options.Validation is > 0 and < 1 ? Math.Round(options.Validation * count, MidpointRounding.AwayFromZero) : options.Validation;
        return options.Validation == 0 || (wanted >= 1 && wanted < count)
            ? (int)wanted
            : throw new ArgumentException(FormattableString.Invariant(
                $"Of {count} training samples, validation keeps {wanted}, which leaves {(wanted < 1 ? "none to validate" : "none to train")} on."), nameof(TrainingOptions.Validation));
    }

    /// <summary>Where a fold begins among the samples in random order.</summary>
    private static int BeginOf(int number, int folds, int count) => (int)((long)(number - 1) * count / folds);
}
