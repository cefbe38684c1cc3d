using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;

namespace LeNet.Samples.Parsing;

/// <summary>
/// <c>--recipe</c>, and an option for each key of a recipe, which wins over it. A value of several keys is a name, or JSON as in a recipe file.
/// </summary>
internal sealed class RecipeOptions
{
    /// <summary>The recipe for the most accurate weights.</summary>
    public const string Best = "best";

    private const int MostEpochs = 10_000;
    private const int LargestBatch = 65_536;

    private static readonly TrainingOptions Defaults = new();

    private readonly Option<string?> _recipe = Create($"How to train: {string.Join(", ", Recipe.Names)}, or a recipe file; the options below win over it. [default: classic]");

    private readonly List<Setting> _settings = [];
    private readonly Setting _optimizer;

    /// <summary>Adds the options to a command.</summary>
    public RecipeOptions(Command command)
    {
        command.Options.Add(_recipe);
        Add(NumberOption.Integer("--epochs", Defaults.Epochs, 1, MostEpochs, "Passes over the training set."), value => ("epochs", Number(value)));
        Add(NumberOption.Integer("--batch-size", Defaults.BatchSize, 1, LargestBatch, "Samples per update; the last batch of an epoch may be smaller."), value => ("batch_size", Number(value)));
        _optimizer = Add(Named("--optimizer", "Optimizer: sgd, adam, adamw, rmsprop, sdlm. Its learning rate is PyTorch's default, unless --lr gives another. [default: sgd]"), value => ("optimizer", OptimizerOf(value)));
        Add(NumberOption.Real("--lr", Defaults.Optimizer.LearningRate, rate => rate > 0, "a number greater than 0", "Learning rate."), value => ("optimizer.lr", Number(value)));
        Add(NumberOption.Real("--momentum", ((Sgd)Defaults.Optimizer).Momentum, value => value is >= 0 and < 1, "a number from 0 to less than 1", "Momentum."), value => ("optimizer.momentum", Number(value)));
        Add(new Option<bool>("--nesterov") { Description = "Nesterov's momentum." }, value => ("optimizer.nesterov", value ? "true" : "false"));
        Add(NumberOption.OptionalReal("--weight-decay", "X", value => value >= 0, "a number of at least 0", "Weight decay. [default: that of the optimizer]"), value => ("optimizer.weight_decay", Number(value!.Value)));
        Add(Named("--schedule", "How the learning rate moves: constant, step, multistep, exponential, cosine, one_cycle, linear, piecewise, plateau. [default: constant]"), value => ("schedule", NameOrJson(value)));
        Add(NumberOption.OptionalCount("--warmup", "Updates in which the learning rate rises to its first value."), value => ("schedule.warmup.steps", Number(value!.Value)));
        Add(NumberOption.OptionalReal("--clip-norm", "X", value => value > 0, "a number greater than 0", "The largest length of all gradients together. [default: no limit]"), value => ("clip_grad_norm", Number(value!.Value)));
        Add(
            new Option<string>("--augment")
            {
                Description = "Distort training images: as the recipe best does, or as JSON says; none for not at all. [default: none]",
                HelpName = "JSON|none",
                Arity = ArgumentArity.ZeroOrOne,
            },
            value => ("augmentation", AugmentationOf(value)));
        Add(NumberOption.OptionalReal("--ema", "D", value => value is >= 0 and < 1, "a number from 0 to less than 1", "Evaluate and save a moving average of the weights that keeps D of itself in each update. [default: none]"), value => ("ema.decay", Number(value!.Value)));
        Add(NumberOption.OptionalReal("--validation", "N|SHARE", value => value is >= 0 and < 1 || value == Math.Floor(value), "a whole number, or a share from 0 to less than 1", "Training images to keep for validation: a count or a share. [default: none]"), value => ("validation", Number(value!.Value)));
        Add(FoldOption.Create(), value => ("fold", string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{value!.Number},\"of\":{value.Count}}}")));
        Add(NumberOption.OptionalCount("--early-stopping", "Stop when validation has not become better for N epochs."), value => ("early_stopping.patience", Number(value!.Value)));
        foreach (Setting setting in _settings)
        {
            command.Options.Add(setting.Option);
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> Options => [_recipe, .. _settings.Select(setting => setting.Option)];

    /// <summary>The option <c>--recipe</c> alone.</summary>
    public static Option<string?> Create(string description) => new("--recipe") { Description = description, HelpName = "NAME|FILE" };

    /// <summary>The recipe <c>best</c> is the best that is known for the data set: one with the name of the set, where there is one.</summary>
    /// <param name="source">A recipe's name or file.</param>
    /// <param name="dataset">The data set's name, or null for the default.</param>
    public static string For(string source, string? dataset) =>
        source == Best && Recipe.Names.Contains($"{Best}-{dataset}") ? $"{Best}-{dataset}" : source;

    /// <summary>The recipe of a name or file.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="DataFileException">The file cannot be read or is wrong.</exception>
    public static TrainingOptions Load(string source) =>
        Recipe.Names.Contains(source) ? Recipe.Named(source)
        : File.Exists(source) || source.Contains('.') || source.Contains(Path.DirectorySeparatorChar) ? Recipe.Load(source)
        : throw new UsageException($"--recipe: there is no recipe '{source}' and no such file; there is {string.Join(", ", Recipe.Names)}");

    /// <summary>The name or file of the recipe that is asked for, or null.</summary>
    public string? Source(ParseResult parsed) => parsed.GetValue(_recipe) is { } source ? For(source, parsed.GetValue<string?>(CommonOptions.DatasetName)) : null;

    /// <summary>The recipe, with what the other options say.</summary>
    /// <exception cref="UsageException">An option is not for this recipe, or contradicts another.</exception>
    /// <exception cref="DataFileException">The recipe's file cannot be read or is wrong.</exception>
    public TrainingOptions Read(ParseResult parsed) => Apply(parsed, Source(parsed) is { } source ? Load(source) : Defaults);

    /// <summary>Checks that what is said on the command line is what a run has.</summary>
    /// <exception cref="UsageException">An option says something else.</exception>
    public void Require(ParseResult parsed, TrainingOptions before, string folder, string dataset)
    {
        if (parsed.GetValue(_recipe) is { } named && For(named, dataset) is var recipe && Recipe.ToJson(Load(recipe)) != Recipe.ToJson(before))
        {
            throw new UsageException($"--recipe {recipe} contradicts the run in {folder}, which has a recipe of its own in it; leave it out, or begin a new run");
        }

        string own = Recipe.ToJson(before);
        foreach (Setting setting in Given(parsed))
        {
            (string key, string json) = setting.Read(parsed);
            if (setting != _optimizer && Recipe.ToJson(With(before, [(key, json)])) != own)
            {
                string began = RecipeValue(own, key) is { } value ? $"began with {setting.Option.Name} {value}" : $"began without {setting.Option.Name}";
                string given = parsed.GetResult(setting.Option)?.Tokens is [{ Value: var text }] ? text : json.Trim('"');
                throw new UsageException($"{setting.Option.Name} {given} contradicts the run in {folder}, which {began}; leave it out, or begin a new run");
            }
        }
    }

    private TrainingOptions Apply(ParseResult parsed, TrainingOptions recipe) =>
        With(recipe, [.. Given(parsed).Select(setting => setting.Read(parsed))]);

    private IEnumerable<Setting> Given(ParseResult parsed) => _settings.Where(setting => parsed.GetResult(setting.Option) is { Implicit: false });

    private static TrainingOptions With(TrainingOptions options, IEnumerable<(string Key, string Json)> settings)
    {
        try
        {
            return Recipe.With(options, settings);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Text.OfArgument(exception) + "; train --help shows what there is");
        }
    }

    /// <summary>The value of a key in a recipe's text, or null.</summary>
    private static string? RecipeValue(string recipe, string key)
    {
        using JsonDocument document = JsonDocument.Parse(recipe);
        JsonElement value = document.RootElement;
        foreach (string part in key.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
            {
                return null;
            }
        }

        return value.ValueKind != JsonValueKind.Object ? value.ToString()
            : value.TryGetProperty("type", out JsonElement type) ? type.GetString()
            : value.TryGetProperty("of", out JsonElement folds) ? $"{value.GetProperty("number")}/{folds}"
            : value.GetRawText().ReplaceLineEndings("");
    }

    /// <summary>An optimizer's name stands for PyTorch's defaults, its learning rate included; that of sdlm is the paper's first.</summary>
    private static string OptimizerOf(string value)
    {
        double? rate = value switch
        {
            "sgd" => Defaults.Optimizer.LearningRate,
            "adam" or "adamw" => 1e-3,
            "rmsprop" => 1e-2,
            "sdlm" => 5e-4,
            _ => null,
        };
        return rate is null ? NameOrJson(value)
            : value == "sgd" ? string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"sgd\",\"lr\":{rate},\"momentum\":{((Sgd)Defaults.Optimizer).Momentum}}}")
            : string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"{value}\",\"lr\":{rate}}}");
    }

    /// <summary>Without a value, the distortions of the recipe <c>best</c>, which digits bear.</summary>
    private static string AugmentationOf(string? value) => value switch
    {
        null or "" => JsonDocument.Parse(Recipe.ToJson(Recipe.Named(Best))).RootElement.GetProperty("augmentation").GetRawText(),
        "none" => "null",
        _ => NameOrJson(value),
    };

    private static string NameOrJson(string value) => value.StartsWith('{') ? value : $"\"{JsonEncodedText.Encode(value)}\"";

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static Option<string> Named(string name, string description) => new(name) { Description = description, HelpName = "NAME|JSON" };

    private Setting Add<T>(Option<T> option, Func<T, (string Key, string Json)> read)
    {
        var setting = new Setting(option, parsed => read(parsed.GetValue(option)!));
        _settings.Add(setting);
        return setting;
    }

    private sealed record Setting(Option Option, Func<ParseResult, (string Key, string Json)> Read);
}
