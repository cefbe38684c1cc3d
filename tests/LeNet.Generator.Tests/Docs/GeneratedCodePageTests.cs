namespace LeNet.Generator.Tests.Docs;

/// <summary>docs/reading-the-generated-code.md quotes what is really generated.</summary>
public sealed class GeneratedCodePageTests
{
    /// <summary>Stands for lines that a quotation leaves out.</summary>
    private const string Ellipsis = "…";

    [Fact]
    public void Quotations_occur_in_the_snapshots()
    {
        string[][] snapshots = [.. Page.DefaultNetworkSnapshots.Select(file => Trimmed(File.ReadAllLines(file)))];
        string[][] quotations = [.. Page.Blocks(Page.Lines("reading-the-generated-code.md"), "csharp").Select(Trimmed)];

        Assert.True(quotations.Length > 10);
        Assert.All(quotations, quotation => Assert.True(
            snapshots.Any(snapshot => Holds(snapshot, quotation)), "Not in a snapshot of LeNet-5:\n" + string.Join('\n', quotation)));
    }

    /// <summary>Indentation aside: quotations begin at the margin.</summary>
    private static string[] Trimmed(string[] lines) => [.. lines.Select(line => line.Trim())];

    /// <summary>Whether a file has the parts of a quotation, one after the other.</summary>
    private static bool Holds(string[] file, string[] quotation)
    {
        ReadOnlySpan<string> rest = quotation;
        var from = 0;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOf(Ellipsis);
            ReadOnlySpan<string> part = length < 0 ? rest : rest[..length];
            var at = file.AsSpan(from).IndexOf(part);
            if (at < 0)
            {
                return false;
            }

            from += at + part.Length;
            rest = length < 0 ? [] : rest[(length + 1)..];
        }

        return true;
    }
}
