using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Commands;
using LeNet.Samples.Parsing;
using LeNet.Samples.Training;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>Reads the arguments of a run as <c>train</c> reads them. For one thread.</summary>
internal sealed class RunParser
{
    private readonly Command _command = new(TrainCommand.Name);
    private readonly TrainOptions _train;
    private readonly CommonOptions _common;

    public RunParser()
    {
        _train = new TrainOptions(_command);
        _common = new CommonOptions(_command, CommonOption.Data);
    }

    /// <summary>The options of <c>train</c> that say what comes out.</summary>
    public IEnumerable<Option> Options => _train.All;

    /// <summary>What <c>train</c> does with some arguments, on one thread.</summary>
    /// <exception cref="UsageException">They are wrong.</exception>
    /// <exception cref="DataFileException">A recipe file cannot be read or is wrong.</exception>
    public RunRequest Parse(IReadOnlyList<string> arguments)
    {
        ParseResult parsed = _command.Parse(arguments, CommandLineParser.Configuration);
        if (UsageErrors.Describe(parsed) is { } problem)
        {
            throw new UsageException(problem);
        }

        CommonSettings common = _common.Read(parsed);
        return new RunRequest(_train.Read(parsed, threads: 1), common);
    }
}

/// <summary>A run as its arguments say.</summary>
/// <param name="Training">How to train.</param>
/// <param name="Common">Which network on which data.</param>
internal sealed record RunRequest(TrainingSettings Training, CommonSettings Common)
{
    /// <summary>A network of its own.</summary>
    public Network CreateNetwork() => SampleNetwork.Create(Common.Network);
}
