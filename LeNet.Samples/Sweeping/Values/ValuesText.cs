using System.Globalization;
using System.Text.RegularExpressions;

namespace LeNet.Samples.Sweeping.Values;

/// <summary>Reads what an option is varied over: <c>0.01,0.02</c>, <c>1..5</c>, <c>0.8..0.99</c>, <c>log:0.001..0.1</c>.</summary>
internal static partial class ValuesText
{
    /// <summary>More runs than anybody waits for, and more values than that are a slip of the pen.</summary>
    public const int MostValues = 10_000;

    private const string Number = @"\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?";

    /// <summary>Reads it.</summary>
    /// <param name="option">The option, dashes included, for messages.</param>
    /// <param name="text">Its text; commas within JSON are the JSON's.</param>
    /// <exception cref="UsageException">A value is missing or twice there, or a range is none.</exception>
    public static OptionValues Parse(string option, string text) => Of(option, Split(text));

    /// <summary>The values of several texts, each a value or a range.</summary>
    /// <exception cref="UsageException">A value is missing or twice there, or a range is none.</exception>
    public static OptionValues Of(string option, IReadOnlyList<string> texts)
    {
        if (texts is [var only] && Range(option, only) is { } range)
        {
            return range;
        }

        var items = new List<string>();
        foreach (string text in texts)
        {
            if (text.Length == 0)
            {
                throw new UsageException($"{option}: a value is missing in '{string.Join(',', texts)}'; values are parted by one comma");
            }

            items.AddRange(Range(option, text) switch
            {
                null => [text],
                WholeRange { Count: { } count } whole when count + (ulong)items.Count <= MostValues => Enumerable.Range(0, (int)count).Select(i => whole.At((ulong)i)),
                WholeRange { Count: not null } => throw new UsageException($"{option}: {text} has more than {MostValues} values"),
                _ => throw new UsageException($"{option}: {text} is drawn from at random and cannot stand in a list; give it alone, with --random N"),
            });
        }

        return items.GroupBy(item => item, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var twice }
            ? throw new UsageException($"{option}: {twice} is there twice; leave one out")
            : new ValueList(items);
    }

    /// <summary>The parts between commas, but for commas within braces, brackets and quotes.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        (int depth, int begin, bool isQuoted) = (0, 0, false);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isQuoted:
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '{' or '[' when !isQuoted:
                    depth++;
                    break;
                case '}' or ']' when !isQuoted:
                    depth--;
                    break;
                case ',' when !isQuoted && depth <= 0:
                    parts.Add(text[begin..i].Trim());
                    begin = i + 1;
                    break;
            }
        }

        parts.Add(text[begin..].Trim());
        return parts;
    }

    private static OptionValues? Range(string option, string text)
    {
        Match match = RangePattern().Match(text);
        if (!match.Success)
        {
            return text.StartsWith("log:", StringComparison.Ordinal)
                ? throw new UsageException($"{option}: '{text}' is no range; one that is drawn by its logarithm is written log:0.001..0.1")
                : null;
        }

        (string first, string last) = (match.Groups["first"].Value, match.Groups["last"].Value);
        bool isLogarithmic = match.Groups["log"].Success;
        if (ulong.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out ulong wholeFirst)
            && ulong.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out ulong wholeLast))
        {
            Check(wholeFirst <= wholeLast, wholeFirst);
            return new WholeRange(wholeFirst, wholeLast, isLogarithmic);
        }

        double realFirst = double.Parse(first, CultureInfo.InvariantCulture);
        double realLast = double.Parse(last, CultureInfo.InvariantCulture);
        Check(realFirst < realLast && double.IsFinite(realLast), realFirst);
        return new RealRange(realFirst, realLast, isLogarithmic);

        void Check(bool isAscending, double begin)
        {
            if (!isAscending)
            {
                throw new UsageException($"{option}: {text} is no range; the first number is less than the last");
            }

            if (isLogarithmic && begin == 0)
            {
                throw new UsageException($"{option}: {text} begins with 0, which has no logarithm; begin above it");
            }
        }
    }

    [GeneratedRegex($@"^(?<log>log:)?(?<first>{Number})\.\.(?<last>{Number})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RangePattern();
}
