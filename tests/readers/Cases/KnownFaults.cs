using System.Text.RegularExpressions;

namespace LeNet.Readers.Cases;

/// <summary>What readers are known not to read, or to read wrong: lines of a reader, a pattern and the reason, with tabs between.</summary>
internal sealed class KnownFaults(IReadOnlyList<(string Reader, Regex Pattern, string Reason)> faults)
{
    /// <summary>Reads the list; lines that begin with # are comments.</summary>
    public static KnownFaults Read(string path) => new(
    [
        .. File.ReadLines(path)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(fields => (fields[0], new Regex(fields[1], RegexOptions.CultureInvariant), fields[2])),
    ]);

    /// <summary>Why a reader fails at a case; null if it should not.</summary>
    /// <param name="reader">The reader with its version, such as <c>opencv-4.6.0</c>.</param>
    /// <param name="answer">What it gave; the pattern is looked for in the case and the problem, with a space between.</param>
    public string? Reason(string reader, Answer answer) =>
        faults.FirstOrDefault(fault => reader.StartsWith(fault.Reader, StringComparison.Ordinal) && fault.Pattern.IsMatch($"{answer.Case} {answer.Problem}")).Reason;
}
