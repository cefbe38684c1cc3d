using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace LeNet.Samples.Parsing;

/// <summary>The usual help, with examples of the command at its end.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private const int LineWidth = 110;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var help = new HelpAction();
        help.MaxWidth = Math.Min(help.MaxWidth, LineWidth);
        int status = help.Invoke(parseResult);
        IReadOnlyList<string> examples = CommandExamples.Of(parseResult.CommandResult.Command);
        if (examples.Count > 0)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  dotnet run --project LeNet.Samples -- {example}".TrimEnd(' ', '-'));
            }

            output.WriteLine();
        }

        return status;
    }
}

/// <summary>Example arguments that a command's help shows.</summary>
internal static class CommandExamples
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>Adds examples to a command.</summary>
    public static T WithExamples<T>(this T command, params string[] arguments)
        where T : Command
    {
        Examples.AddOrUpdate(command, arguments);
        return command;
    }

    /// <summary>A command's examples.</summary>
    public static IReadOnlyList<string> Of(Command command) => Examples.TryGetValue(command, out string[]? examples) ? examples : [];
}
