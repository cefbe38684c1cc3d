using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LeNet.Samples.Parsing;

/// <summary>
/// Options that take a number. Numbers are written as in JSON or C#, whatever the machine's language:
/// <c>0.01</c> or <c>1e-2</c>, never <c>0,01</c>.
/// </summary>
internal static class NumberOption
{
    /// <summary>An option for a whole number within bounds.</summary>
    /// <param name="name">The option, dashes included.</param>
    /// <param name="defaultValue">Its value when it is not given.</param>
    /// <param name="minimum">The least value.</param>
    /// <param name="maximum">The greatest value.</param>
    /// <param name="description">What it means, for the help.</param>
    public static Option<int> Integer(string name, int defaultValue, int minimum, int maximum, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseInteger(result, minimum, maximum) is { } value ? (int)value : defaultValue,
    };

    /// <summary>An option for a count that is unlimited when it is not given.</summary>
    public static Option<int?> OptionalCount(string name, string description) => OptionalInteger(name, 1, int.MaxValue, description);

    /// <summary>An option for a whole number within bounds that has no default.</summary>
    public static Option<int?> OptionalInteger(string name, int minimum, int maximum, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => (int?)ParseInteger(result, minimum, maximum),
    };

    /// <summary>An option for any unsigned 64-bit number.</summary>
    public static Option<ulong> Seed(string name, ulong defaultValue, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
            {
                return value;
            }

            Reject(result, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {ulong.MaxValue}"));
            return defaultValue;
        },
    };

    /// <summary>An option for a number that satisfies a condition, which the error repeats in words.</summary>
    /// <param name="name">The option, dashes included.</param>
    /// <param name="defaultValue">Its value when it is not given.</param>
    /// <param name="isValid">The condition; never asked about infinity or NaN.</param>
    /// <param name="expected">The condition in words: "a number greater than 0".</param>
    /// <param name="description">What it means, for the help.</param>
    public static Option<double> Real(string name, double defaultValue, Predicate<double> isValid, string expected, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result => ParseReal(result, isValid, expected) ?? defaultValue,
    };

    /// <summary>An option for a number that satisfies a condition, and that has no default.</summary>
    /// <inheritdoc cref="Real"/>
    public static Option<double?> OptionalReal(string name, string helpName, Predicate<double> isValid, string expected, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => ParseReal(result, isValid, expected),
    };

    /// <summary>An option for a number from 0 to 1 that has no default.</summary>
    public static Option<double?> OptionalShare(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1)
            {
                return value;
            }

            Reject(result, "a number from 0 to 1");
            return null;
        },
    };

    private static double? ParseReal(ArgumentResult result, Predicate<double> isValid, string expected)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(result.Tokens[0].Value, Style, CultureInfo.InvariantCulture, out double value)
            && float.IsFinite((float)value) && isValid((float)value))
        {
            return value;
        }

        Reject(result, expected);
        return null;
    }

    private static long? ParseInteger(ArgumentResult result, long minimum, long maximum)
    {
        if (long.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= minimum && value <= maximum)
        {
            return value;
        }

        Reject(result, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));
        return null;
    }

    private static void Reject(ArgumentResult result, string expected)
    {
        string name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{name} takes {expected}, not '{result.Tokens[0].Value}'");
    }
}
