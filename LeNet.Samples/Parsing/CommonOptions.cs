using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Parsing;

/// <summary>Which of the common options a command makes use of.</summary>
[Flags]
internal enum CommonOption
{
    /// <summary>Those that every command uses: how to report, and which network.</summary>
    None = 0,

    /// <summary><c>--data</c> and <c>--dataset</c>.</summary>
    Data = 1,

    /// <summary><c>--threads</c>.</summary>
    Threads = 2,
}

/// <summary>
/// The options that every command accepts, so that a script can hand the same ones to all.
/// A command's help shows those that it uses.
/// </summary>
internal sealed class CommonOptions
{
    /// <summary>The option that names a data set.</summary>
    public const string DatasetName = "--dataset";

    private const int MostThreads = 1024;

    private readonly Option<string?> _data = PathOption.FileOrFolder(
        "--data", "Folder or file with a data set: IDX files, CIFAR's, NumPy's, CSV, or folders of pictures. [default: the folder in LENET_DATA, else the cache folder, filled by a download]");

    private readonly Option<string?> _dataset = new(DatasetName)
    {
        Description = $"Data set, one of: {DatasetNames}; synthetic digits are drawn by the program, files may be of any kind. [default: mnist, or synthetic where that cannot be had; files where a path is given]",
        HelpName = "NAME",
    };

    private readonly Option<int> _threads = NumberOption.Integer(
        "--threads", 0, 0, MostThreads, "Threads to compute on; 0 for as many as help. The result does not depend on it.");

    private readonly Option<string?> _network = new("--network")
    {
        Description = "Network, if the program was built with several. [default: that of lenet.arch.json]",
        HelpName = "NAME",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object per line, and nothing else." };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the result only." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="used">Which of them it uses; the others are accepted, but not shown.</param>
    /// <param name="severalNetworks">Whether <c>--network</c> may name several.</param>
    /// <param name="defaultData">What it takes where no data set is named; null for what the other commands take.</param>
    public CommonOptions(Command command, CommonOption used, string? defaultData = null, bool severalNetworks = false)
    {
        if (defaultData is not null)
        {
            _data.Description = $"Folder or file with a data set. [default: {defaultData}]";
            _dataset.Description = $"Data set whose test images to take, one of: {DatasetNames}. [default: {defaultData}]";
        }

        if (severalNetworks)
        {
            _network.HelpName += ",…";
        }

        _dataset.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && !DataChoice.Names.Contains(name))
            {
                result.AddError($"--dataset: there is no data set '{name}'; there is {DatasetNames}");
            }
        });
        _data.Hidden = _dataset.Hidden = !used.HasFlag(CommonOption.Data);
        _threads.Hidden = !used.HasFlag(CommonOption.Threads);
        foreach (Option option in (Option[])[_data, _dataset, _threads, _network, _json, _quiet])
        {
            command.Options.Add(option);
        }
    }

    private static string DatasetNames => string.Join(", ", DataChoice.Names);

    /// <summary>Whether the command line names a data set.</summary>
    public bool NamesDataset(ParseResult parsed) => parsed.GetValue(_dataset) is not null;

    /// <summary>Whether the command line names a data set or its folder.</summary>
    public bool NamesData(ParseResult parsed) => NamesDataset(parsed) || parsed.GetValue(_data) is not null;

    /// <summary>The values given.</summary>
    public CommonSettings Read(ParseResult parsed) => new(
        DataChoice.Of(parsed.GetValue(_dataset), parsed.GetValue(_data)),
        parsed.GetValue(_threads),
        parsed.GetValue(_network),
        parsed.GetValue(_json) ? OutputFormat.Json : parsed.GetValue(_quiet) ? OutputFormat.Quiet : OutputFormat.Human);
}

/// <summary>The values of the common options.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Threads">Threads to compute on; 0 for as many as help.</param>
/// <param name="Network">The network's name, or null for the first.</param>
/// <param name="Format">How the command reports.</param>
internal sealed record CommonSettings(
    DataChoice Data, int Threads, string? Network, OutputFormat Format)
{
    /// <summary>What finds the data set, and says so if the synthetic digits stand in.</summary>
    /// <param name="progress">Told of a download, or null.</param>
    /// <param name="console">Where reports go.</param>
    public DataFinder FindData(DownloadReport? progress, InvocationConfiguration console) =>
        new(Data, Threads, progress, missing => MissingDataReport.Write(missing, Format, console.Output, console.Error));
}
