using System.CommandLine;
using LeNet.Samples.Web;

namespace LeNet.Samples.Parsing;

/// <content>The command that needs a web server.</content>
internal static partial class CommandLineParser
{
    static partial void AddServe(RootCommand root) => root.Add(ServeCommand.Create());
}
