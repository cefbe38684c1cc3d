using System.CommandLine;
using System.Globalization;

namespace LeNet.Samples.Parsing;

/// <summary><c>--values N|all</c>.</summary>
internal static class ValuesOption
{
    private const string All = "all";

    /// <summary>The option; its value is null for all.</summary>
    /// <param name="defaultValue">Its value when it is not given.</param>
    public static Option<int?> Create(int defaultValue) => new("--values")
    {
        Description = "Values to check of each parameter tensor, spread over it at random; all for every one, which takes long.",
        HelpName = $"N|{All}",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (text == All)
            {
                return null;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0)
            {
                return value;
            }

            result.AddError($"--values takes a whole number from 1 to {int.MaxValue}, or {All}, not '{text}'");
            return defaultValue;
        },
    };
}
