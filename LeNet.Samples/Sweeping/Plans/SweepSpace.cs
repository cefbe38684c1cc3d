using LeNet.Samples.Sweeping.Values;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>An option of <c>train</c> and what it is varied over.</summary>
/// <param name="Name">The option, dashes included.</param>
/// <param name="Values">Its values.</param>
internal sealed record SweptOption(string Name, OptionValues Values)
{
    /// <summary>Its name without dashes, as in files and tables.</summary>
    public string Key => Name.TrimStart('-');
}

/// <summary>What is tried: all combinations, or some that are drawn.</summary>
/// <param name="Options">The options that are given, in the order of the settings; the last varies fastest.</param>
/// <param name="Drawn">How many settings are drawn at random, or null for all combinations.</param>
/// <param name="DrawSeed">What is drawn depends on it.</param>
/// <param name="Folds">Folds of the training set that each setting is trained with, or null.</param>
internal sealed record SweepSpace(IReadOnlyList<SweptOption> Options, int? Drawn, ulong DrawSeed, int? Folds)
{
    /// <summary>Most runs of a sweep.</summary>
    public const int MostRuns = ValuesText.MostValues;

    private const string SeedOption = "--seed";

    /// <summary>Drawn settings that were drawn before are passed over, for so long.</summary>
    private const ulong MostDraws = 1000;

    private IEnumerable<SweptOption> OfSettings => Options.Where(option => option.Name != SeedOption);

    private SweptOption? Seeds => Options.FirstOrDefault(option => option.Name == SeedOption);

    /// <summary>The values of every run, in the order of the runs: each setting with each seed, and that with each fold.</summary>
    /// <exception cref="UsageException">There are too many, or what is to be drawn cannot be.</exception>
    public IEnumerable<IReadOnlyList<RunValue>> Runs()
    {
        foreach (SweptOption option in Options)
        {
            if (option.Values.Count is null && (Drawn is null || option == Seeds))
            {
                throw new UsageException(option == Seeds
                    ? $"{option.Name}: each setting is trained with every seed; list them, or give a range such as 1..5"
                    : $"{option.Name}: a range of numbers that are not whole, or with log:, is drawn from at random; say how many settings with --random N, or list values");
            }
        }

        RequireNotTooMany();
        return
            from setting in Drawn is { } count ? Draw(count) : Combine([.. OfSettings])
            from seeded in Seeds is { } seeds ? Enumerable.Range(0, (int)seeds.Values.Count!.Value).Select(i => (IEnumerable<RunValue>)[.. setting, new RunValue(seeds.Name, seeds.Values.At((ulong)i))]) : [setting]
            from whole in Folds is { } folds ? Enumerable.Range(1, folds).Select(i => (IEnumerable<RunValue>)[.. seeded, new RunValue("--fold", FormattableString.Invariant($"{i}/{folds}"))]) : [seeded]
            select (IReadOnlyList<RunValue>)[.. whole];
    }

    private void RequireNotTooMany()
    {
        double runs = (Drawn ?? Product(OfSettings)) * (Folds ?? 1) * (Seeds?.Values.Count ?? 1);
        if (runs > MostRuns)
        {
            throw new UsageException(FormattableString.Invariant($"these are {runs:N0} runs; a sweep has at most {MostRuns:N0}; try fewer values, or --random N of them"));
        }
    }

    private static double Product(IEnumerable<SweptOption> options) => options.Aggregate(1.0, (product, option) => product * (option.Values.Count ?? 1));

    private static IEnumerable<IEnumerable<RunValue>> Combine(IReadOnlyList<SweptOption> options) => options.Aggregate(
        (IEnumerable<IEnumerable<RunValue>>)[[]],
        (settings, option) => settings.SelectMany(setting => Enumerable.Range(0, (int)option.Values.Count!.Value)
            .Select(i => (IEnumerable<RunValue>)[.. setting, new RunValue(option.Name, option.Values.At((ulong)i))])));

    private List<IEnumerable<RunValue>> Draw(int count)
    {
        bool isCounted = OfSettings.All(option => option.Values.Count is not null);
        if (isCounted && Product(OfSettings) < count)
        {
            throw new UsageException($"--random {count}: there are no more than {Product(OfSettings)} settings; leave it out to try all of them");
        }

        var settings = new List<IEnumerable<RunValue>>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (ulong index = 0; settings.Count < count; index++)
        {
            RunValue[] drawn = [.. OfSettings.Select(option => new RunValue(option.Name, option.Values.Draw(RandomShare.Of(DrawSeed, index, option.Name))))];
            if (known.Add(string.Join('\n', drawn.Select(value => value.Text))))
            {
                settings.Add(drawn);
            }
            else if (index > MostDraws * (ulong)count)
            {
                throw new UsageException($"--random {count}: only {settings.Count} different settings were drawn; ask for fewer, or leave it out and list values");
            }
        }

        return settings;
    }
}

/// <summary>An option with the value that it has in a run.</summary>
/// <param name="Option">The option, dashes included.</param>
/// <param name="Text">Its value on the command line.</param>
internal sealed record RunValue(string Option, string Text);
