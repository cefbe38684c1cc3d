using System.CommandLine;
using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Samples.Parsing;

/// <summary><c>--fold I/K</c>.</summary>
internal static class FoldOption
{
    /// <summary>The option's name.</summary>
    public const string Name = "--fold";

    /// <summary>The option; its value is null if it is not given.</summary>
    public static Option<Fold?> Create() => new(Name)
    {
        Description = "Keep part I of K equal parts of the training set for validation, for cross-validation. [default: none]",
        HelpName = "I/K",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text.Split('/') is [var first, var second] && TryParse(first, out int number) && TryParse(second, out int count)
                && count >= 2 && number >= 1 && number <= count)
            {
                return new Fold(number, count);
            }

            result.AddError($"{Name} takes a part and how many there are, such as 2/5, not '{text}'");
            return null;
        },
    };

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
