using System.CommandLine;
using System.CommandLine.Parsing;

namespace LeNet.Samples.Parsing;

/// <summary>Says in one line what is wrong with a command line.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing wrong with a command line and what to do about it, or null.</summary>
    public static string? Describe(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0 || parsed.Action is HelpWithExamples)
        {
            return null;
        }

        Command command = parsed.CommandResult.Command;
        string problem = WithoutValue(parsed) ?? WrongValue(parsed) ?? Unknown(parsed) ?? Missing(parsed) ?? parsed.Errors[0].Message.TrimEnd('.');
        return $"{problem}; {(command is RootCommand ? "" : PathOf(parsed.CommandResult) + " ")}--help shows what there is";
    }

    private static string? WithoutValue(ParseResult parsed) => parsed.Errors
        .Select(error => error.SymbolResult)
        .OfType<OptionResult>()
        .FirstOrDefault(option => !option.Implicit && option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0) is { } result
            ? $"{result.Option.Name} needs a value: {result.Option.Name} {result.Option.HelpName}"
            : null;

    private static string? WrongValue(ParseResult parsed) => parsed.Errors
        .FirstOrDefault(error => error.SymbolResult is OptionResult { Tokens.Count: > 0 } or ArgumentResult { Tokens.Count: > 0 })?.Message.TrimEnd('.');

    private static string? Unknown(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [string token, ..])
        {
            return null;
        }

        Command command = parsed.CommandResult.Command;
        bool isOption = token.StartsWith('-');
        string kind = isOption ? "option" : command is RootCommand ? "command" : "argument";
        string hint = Similar.Hint(token, isOption ? command.Options : command.Subcommands);
        return $"{(command is RootCommand ? "" : PathOf(parsed.CommandResult) + ": ")}unknown {kind} '{token}'{hint}";
    }

    private static string? Missing(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return command.Options.FirstOrDefault(option => option.Required && parsed.GetResult(option) is not { Implicit: false }) is { } option
            ? $"{PathOf(parsed.CommandResult)} needs {option.Name} {option.HelpName}"
            : command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 }) is { } argument
                ? $"{PathOf(parsed.CommandResult)} needs a {argument.Name}"
                : null;
    }

    /// <summary>A command's name after those that it belongs to: "sweep report".</summary>
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult { Command: not RootCommand } parent ? $"{PathOf(parent)} {result.Command.Name}" : result.Command.Name;
}
