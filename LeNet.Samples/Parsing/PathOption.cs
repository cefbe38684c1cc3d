using System.CommandLine;
using System.CommandLine.Parsing;

namespace LeNet.Samples.Parsing;

/// <summary>Options that take the path of a file or folder.</summary>
internal static class PathOption
{
    /// <summary>An option for a file.</summary>
    public static Option<string?> File(string name, string description, bool required = false) => Create(name, "FILE", description, required);

    /// <summary>An option for a folder.</summary>
    public static Option<string?> Folder(string name, string description, bool required = false) => Create(name, "DIR", description, required);

    /// <summary>An option for a file or a folder.</summary>
    public static Option<string?> FileOrFolder(string name, string description) => Create(name, "PATH", description, required: false);

    /// <summary>An option for a file that may be given again for further ones.</summary>
    public static Option<string[]> RepeatedFile(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result => Check(result, name));
        option.Validators.Add(result =>
        {
            if (result.IdentifierTokenCount > result.Tokens.Count)
            {
                result.AddError($"{name} needs a value each time: {name} FILE");
            }
        });
        return option;
    }

    /// <summary>An argument for one file or more.</summary>
    public static Argument<string[]> Files(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(result => Check(result, name));
        return argument;
    }

    /// <summary>An argument for a file.</summary>
    public static Argument<string> FileArgument(string name, string description) => SingleArgument(name, description);

    /// <summary>An argument for a folder.</summary>
    public static Argument<string> FolderArgument(string name, string description) => SingleArgument(name, description);

    private static Argument<string> SingleArgument(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.Validators.Add(result => Check(result, name));
        return argument;
    }

    private static Option<string?> Create(string name, string helpName, string description, bool required)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName, Required = required };
        option.Validators.Add(result => Check(result, name));
        return option;
    }

    /// <summary>
    /// Rejects what is no path: an empty one, which a script passes when its variable is unset, and what looks like
    /// an option, which would else be taken for a file when an option is misspelt.
    /// </summary>
    private static void Check(SymbolResult result, string name)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length == 0)
            {
                result.AddError($"{name} is empty; give a path");
            }
            else if (token.Value is ['-', _, ..])
            {
                result.AddError($"{name}: '{token.Value}' looks like an option{OptionHint(result, token.Value)}; if it is a path, write ./{token.Value}");
            }
        }
    }

    private static string OptionHint(SymbolResult? result, string word)
    {
        while (result is not (null or CommandResult))
        {
            result = result.Parent;
        }

        return result is CommandResult { Command: Command command } ? Similar.Hint(word, command.Options) : "";
    }
}
