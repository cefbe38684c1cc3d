namespace LeNet.Runtime;

/// <summary>A network's architecture as lines of text, to be kept and compared.</summary>
internal static class ArchitectureFacts
{
    private const int NetworkLine = 0;
    private const int InputLine = 1;
    private const int LossLine = 2;
    private const int FirstLayerLine = 3;
    private const int MostShown = 1000;

    /// <summary>The name; input and loss; a line per layer, with every default written out.</summary>
    public static string[] Lines(NetworkDescription network) =>
        [network.Name, network.InputSettings, network.LossSummary, .. network.Layers.Select(layer => layer.Settings)];

    /// <summary>The first difference between two architectures, or null.</summary>
    /// <param name="before">The lines of the one before.</param>
    /// <param name="now">The lines of the one now.</param>
    public static string? Difference(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        for (int i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            (string? then, string? today) = (i < before.Count ? before[i] : null, i < now.Count ? now[i] : null);
            if (then != today)
            {
                return $"{Subject(i)} was {Shown(then)}, and is {Shown(today)} now";
            }
        }

        return null;
    }

    /// <summary>A file may claim lines of any length.</summary>
    private static string Shown(string? line) => line switch
    {
        null => "not there",
        { Length: > MostShown } => line[..MostShown] + "…",
        _ => line,
    };

    private static string Subject(int line) => line switch
    {
        NetworkLine => "its name",
        InputLine => "its input",
        LossLine => "its loss",
        _ => $"its layer {line - FirstLayerLine + 1}",
    };
}
