using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Parsing;

/// <summary>The option <c>--weights</c> of the commands that need trained weights.</summary>
internal sealed class WeightsOption
{
    private readonly Option<string?> _option = PathOption.File(
        "--weights", $"Weights: a safetensors file, from train or from PyTorch. [default: {ShippedWeights.RelativePath}, which comes with the program]");

    /// <summary>Adds the option to a command.</summary>
    public WeightsOption(Command command) => command.Options.Add(_option);

    /// <summary>Loads the file named, or else the weights that come with the program.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="DataFileException">The file cannot be read, or does not fit the network.</exception>
    /// <exception cref="FailureException">None was named, and the program's own are missing or do not fit the network.</exception>
    public string Load(ParseResult parsed, Network network)
    {
        if (parsed.GetValue(_option) is { } path)
        {
            network.Load(path);
            return path;
        }

        ShippedWeights.Load(network, ShippedWeights.Path);
        return ShippedWeights.Path;
    }
}
