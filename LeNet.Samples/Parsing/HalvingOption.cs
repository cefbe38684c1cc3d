using System.CommandLine;
using System.Globalization;

namespace LeNet.Samples.Parsing;

/// <summary><c>--halving [N]</c>.</summary>
internal static class HalvingOption
{
    private const int DefaultFactor = 3;
    private const int LargestFactor = 100;

    /// <summary>The option; its value is null if it is not given.</summary>
    public static Option<int?> Create() => new("--halving")
    {
        Description = $"Train all settings for a few epochs and let the best one of N go on, again and again. [default: all are trained to their end; without N: {DefaultFactor}]",
        HelpName = "N",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (result.Tokens.Count == 0)
            {
                return DefaultFactor;
            }

            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int factor) && factor is >= 2 and <= LargestFactor)
            {
                return factor;
            }

            result.AddError($"--halving takes a whole number from 2 to {LargestFactor}, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
}
