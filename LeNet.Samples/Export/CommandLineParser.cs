using System.CommandLine;
using LeNet.Samples.Export;

namespace LeNet.Samples.Parsing;

/// <content>The command that needs the exporters.</content>
internal static partial class CommandLineParser
{
    static partial void AddExport(RootCommand root) => root.Add(ExportCommand.Create());
}
