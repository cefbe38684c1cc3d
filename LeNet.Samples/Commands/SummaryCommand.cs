using System.CommandLine;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Commands;

/// <summary><c>summary</c>: shows what the network is made of.</summary>
internal static class SummaryCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new Command("summary", "Show the network's layers, output shapes, parameters and multiply-adds.");
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction(parsed =>
        {
            CommonSettings settings = common.Read(parsed);
            SummaryReport.Write(SampleNetwork.Create(settings.Network).Description, settings.Format, parsed.InvocationConfiguration.Output);
            return ExitStatus.Done;
        });
        return command.WithExamples("summary", "summary --json");
    }
}
