using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Parsing;

/// <summary>The option for a file of weights, and <c>--by-order</c>, which says how its tensors are told which they are.</summary>
internal sealed class WeightsOption
{
    private readonly Option<string?> _file;

    private readonly Option<bool> _byOrder = new("--by-order")
    {
        Description = "Take the tensors of the weights in their order and by their shapes, whatever their names, as of an nn.Sequential.",
    };

    /// <summary>Adds the options to a command that needs trained weights.</summary>
    public WeightsOption(Command command)
        : this(command, "--weights", $"Weights: a safetensors file from train, or a state dict from PyTorch. [default: {ShippedWeights.RelativePath}, which comes with the program]")
    {
    }

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The option that names the file.</param>
    /// <param name="description">What it is for.</param>
    public WeightsOption(Command command, string name, string description)
    {
        _file = PathOption.File(name, description);
        command.Options.Add(_file);
        command.Options.Add(_byOrder);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_byOrder) is { Implicit: false } && result.GetResult(_file) is null or { Implicit: true })
            {
                result.AddError($"--by-order is about the file of {name}; name one");
            }
        });
    }

    /// <summary>The file named, or null.</summary>
    public WeightsSource? Read(ParseResult parsed) => parsed.GetValue(_file) is { } path
        ? new WeightsSource(path, parsed.GetValue(_byOrder) ? TensorMatching.ByOrder : TensorMatching.ByName)
        : null;

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
}
