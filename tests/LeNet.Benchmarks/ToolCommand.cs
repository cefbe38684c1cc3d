using System.CommandLine;
using System.CommandLine.Parsing;
using LeNet.Benchmarks.Rebuild;

namespace LeNet.Benchmarks;

/// <summary>What commands that run other tools have in common.</summary>
internal static class ToolCommand
{
    /// <summary>Gives a command its work. A tool that fails is a line and the status 1; an interruption is the status 130.</summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, Task> work) => command.SetAction(async (result, cancellation) =>
    {
        try
        {
            await work(result, cancellation);
            return 0;
        }
        catch (ToolException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    });

    /// <summary>Refuses a count below 1.</summary>
    public static void AddErrorUnlessPositive(OptionResult result, int value)
    {
        if (value < 1)
        {
            result.AddError($"{result.IdentifierToken?.Value}: {value} is too small; 1 is the least");
        }
    }
}
