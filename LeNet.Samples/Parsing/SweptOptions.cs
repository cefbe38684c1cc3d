using System.CommandLine;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Values;

namespace LeNet.Samples.Parsing;

/// <summary>The options of <c>train</c> as <c>sweep</c> has them, with several values each; and <c>--grid FILE</c>, which has the same.</summary>
internal sealed class SweptOptions
{
    private const string NetworkName = "--network";
    private const string ValidationName = "--validation";

    private readonly Option<string?> _grid = PathOption.File("--grid", "JSON file of options and their values. Options on the command line win over it.");
    private readonly List<Option<string?>> _options;

    /// <summary>Adds the options to a command.</summary>
    public SweptOptions(Command command)
    {
        _options = [.. new TrainOptions(new Command("train")).All.Where(option => option.Name != FoldOption.Name).Select(Several)];
        command.Options.Add(_grid);
        foreach (Option option in _options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether the command line has some of them, and which.</summary>
    public string? Given(ParseResult parsed) => _options.Append(_grid).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>The options that are given, in the order in which they are varied: the network first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="network">What it says of networks, or null.</param>
    /// <exception cref="UsageException">Values are wrong as such.</exception>
    /// <exception cref="Runtime.DataFileException">The grid file cannot be read or is wrong.</exception>
    public IReadOnlyList<SweptOption> Read(ParseResult parsed, string? network)
    {
        string[] names = [NetworkName, .. _options.Select(option => option.Name)];
        Dictionary<string, SweptOption> found = parsed.GetValue(_grid) is { } grid ? GridFile.Load(grid, names).ToDictionary(option => option.Name) : [];
        if (network is not null)
        {
            found[NetworkName] = new SweptOption(NetworkName, ValuesText.Parse(NetworkName, network));
        }

        foreach (Option<string?> option in _options.Where(option => parsed.GetResult(option) is { Implicit: false }))
        {
            found[option.Name] = new SweptOption(option.Name, parsed.GetValue(option) is { } text ? ValuesText.Parse(option.Name, text) : new ValueList(["true"]));
        }

        return [.. names.Where(found.ContainsKey).Select(name => found[name])];
    }

    /// <summary>The option for a list of values, each of which <c>train</c> checks.</summary>
    private static Option<string?> Several(Option option) => new(option.Name)
    {
        Description = option.Name == ValidationName
            ? $"Training images to keep for validation: a count or a share. [default: {PlanBuilder.DefaultValidation}, unless a recipe says otherwise]"
            : option.Description + (option.HasDefaultValue && option.GetDefaultValue() is not (null or bool) ? FormattableString.Invariant($" [default: {option.GetDefaultValue()}]") : ""),
        HelpName = option.HelpName is { } value ? value + ",…" : "true,false",
        Arity = option.Arity.MinimumNumberOfValues == 0 ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };
}
