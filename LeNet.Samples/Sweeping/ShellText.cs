using System.Text.RegularExpressions;

namespace LeNet.Samples.Sweeping;

/// <summary>Arguments as a shell reads them.</summary>
internal static partial class ShellText
{
    /// <summary>A command line.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    /// <summary>An argument, in quotes where it needs them.</summary>
    public static string Quote(string argument) =>
        PlainPattern().IsMatch(argument) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_@%+=:,./-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPattern();
}
