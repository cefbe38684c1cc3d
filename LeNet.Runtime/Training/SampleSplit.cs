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
        if (options.Validation == 0)
        {
            return new SampleSplit(null, []);
        }

        int kept = Kept(count, options);
        int[] order = new int[count];
        var random = new PhiloxSequence(new Philox(options.Seed, RandomPurpose.Validation, 0));
        Shuffle.Fill(order, ref random);
        int[] validation = [.. order.Take(kept).Order()];
        int[] training = [.. order.Skip(kept).Order()];
        return new SampleSplit(training, validation);
    }

    /// <summary>How many are kept.</summary>
    /// <param name="count">Samples of the data set.</param>
    /// <param name="options">How many are kept.</param>
    /// <exception cref="ArgumentException">None would be left to train on, or none kept.</exception>
    public static int Kept(int count, TrainingOptions options)
    {
        double wanted = options.Validation is > 0 and < 1 ? Math.Round(options.Validation * count, MidpointRounding.AwayFromZero) : options.Validation;
        return options.Validation == 0 || (wanted >= 1 && wanted < count)
            ? (int)wanted
            : throw new ArgumentException(FormattableString.Invariant(
                $"Of {count} training samples, validation keeps {wanted}, which leaves {(wanted < 1 ? "none to validate" : "none to train")} on."), nameof(TrainingOptions.Validation));
    }
}
