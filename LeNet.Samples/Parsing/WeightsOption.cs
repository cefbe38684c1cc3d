using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Parsing;

/// <summary>The option for files of weights, and <c>--by-order</c>, which says how their tensors are told which they are.</summary>
internal sealed class WeightsOption
{
    private const string Name = "--weights";

    private readonly Option<string[]> _files;

    private readonly Option<bool> _byOrder = new("--by-order")
    {
        Description = "Take the tensors of the weights in their order and by their shapes, whatever their names, as of an nn.Sequential.",
    };

    /// <summary>Adds the options to a command that needs trained weights.</summary>
    /// <param name="command">The command.</param>
    /// <param name="several">Whether it takes several files.</param>
    public WeightsOption(Command command, bool several = false)
        : this(
            command,
            $"Weights: a safetensors file from train, or a state dict from PyTorch{(several ? "; given several times, the networks' probabilities are averaged" : "")}. [default: {ShippedWeights.RelativePath}, which comes with the program]",
            several)
    {
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="description">What the weights are for.</param>
    /// <param name="several">Whether it takes several files.</param>
    public WeightsOption(Command command, string description, bool several = false)
    {
        _files = PathOption.RepeatedFile(Name, description);
        command.Options.Add(_files);
        command.Options.Add(_byOrder);
        if (!several)
        {
            _files.Validators.Add(result =>
            {
                if (result.Tokens.Count > 1)
                {
                    result.AddError($"{Name} is given {result.Tokens.Count} times, but {command.Name} takes one file; eval and predict take several and average them");
                }
            });
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_byOrder) is { Implicit: false } && result.GetResult(_files) is null or { Implicit: true })
            {
                result.AddError($"--by-order is about the file of {Name}; name one");
            }
        });
    }

    /// <summary>The file named, or null; of several the first.</summary>
    public WeightsSource? Read(ParseResult parsed) => ReadAll(parsed).FirstOrDefault();

    /// <summary>Loads the file named, or else the weights that come with the program. Notes go to standard error.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="DataFileException">The file cannot be read, or does not fit the network.</exception>
    /// <exception cref="FailureException">None was named, and the program's own are missing or do not fit the network.</exception>
    public string Load(ParseResult parsed, Network network)
    {
        if (Read(parsed) is { } source)
        {
            source.Load(network, parsed.InvocationConfiguration.Error);
            return source.Path;
        }

        ShippedWeights.Load(network, ShippedWeights.Path);
        return ShippedWeights.Path;
    }

    /// <summary>Makes a network for each file named, or else one for the weights that come with the program, and loads them. Notes go to standard error.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The network's name, or null for that of lenet.arch.json.</param>
    /// <exception cref="DataFileException">A file cannot be read, or does not fit the network.</exception>
    /// <exception cref="FailureException">None was named, and the program's own are missing or do not fit the network.</exception>
    /// <exception cref="UsageException">There is no network of that name.</exception>
    public NetworkSet LoadAll(ParseResult parsed, string? name)
    {
        var networks = new List<Network>();
        var files = new List<string>();
        foreach (WeightsSource source in ReadAll(parsed))
        {
            networks.Add(SampleNetwork.Create(name));
            files.Add(source.Path);
            source.Load(networks[^1], parsed.InvocationConfiguration.Error);
        }

        if (files.Count == 0)
        {
            networks.Add(SampleNetwork.Create(name));
            files.Add(Load(parsed, networks[0]));
        }

        return new NetworkSet(networks, files);
    }

    private IEnumerable<WeightsSource> ReadAll(ParseResult parsed)
    {
        TensorMatching matching = parsed.GetValue(_byOrder) ? TensorMatching.ByOrder : TensorMatching.ByName;
        return (parsed.GetValue(_files) ?? []).Select(path => new WeightsSource(path, matching));
    }
}
