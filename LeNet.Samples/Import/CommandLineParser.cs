using System.CommandLine;
using LeNet.Samples.Import;

namespace LeNet.Samples.Parsing;

/// <content>The command that needs the importers.</content>
internal static partial class CommandLineParser
{
    static partial void AddImport(RootCommand root) => root.Add(ImportCommand.Create());
}
