using System.Globalization;

namespace LeNet.Testing;

/// <summary>Cultures whose numbers look unlike those of C#, made by hand because the tests run without globalisation data.</summary>
internal static class Cultures
{
    /// <summary>Invariant, German, Persian, and one whose minus sign is U+2212 (as Swedish).</summary>
    public static IReadOnlyList<CultureInfo> All { get; } =
    [
        CultureInfo.InvariantCulture,
        Create(decimalSeparator: ",", groupSeparator: ".", negativeSign: "-"),
        Create(decimalSeparator: "\u066B", groupSeparator: "\u066C", negativeSign: "\u200E\u2212"),
        Create(decimalSeparator: ",", groupSeparator: "\u00A0", negativeSign: "\u2212"),
    ];

    /// <summary>Runs a function once under each culture.</summary>
    public static IReadOnlyList<T> Run<T>(Func<T> function) => [.. All.Select(culture => Run(culture, function))];

    private static T Run<T>(CultureInfo culture, Func<T> function)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return function();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo Create(string decimalSeparator, string groupSeparator, string negativeSign)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        culture.NumberFormat.NumberGroupSeparator = groupSeparator;
        culture.NumberFormat.NegativeSign = negativeSign;
        return culture;
    }
}
