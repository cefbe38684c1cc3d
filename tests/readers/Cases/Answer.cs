using System.Runtime.InteropServices;

namespace LeNet.Readers.Cases;

/// <summary>What a reader made of a case.</summary>
/// <param name="Case">The case, such as <c>GlobalPool.batch1</c>.</param>
/// <param name="Difference">The largest difference of a logit from the engine's, relative to the largest; null if there is no number.</param>
/// <param name="Problem">Why there is none; null if there is one, or if the reader does not compute.</param>
internal sealed record Answer(string Case, double? Difference, string? Problem)
{
    /// <summary>The largest difference that is rounding.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Logits below this are what is left of larger numbers, and so is their error.</summary>
    private const double LeastScale = 0.1;

    /// <summary>Whether the reader computed the same as the engine, or had nothing to object to.</summary>
    public bool IsRight => Problem is null && Difference is not > Tolerance;

    /// <summary>The network without its number or variant: what is the same for all cases of a kind of layer.</summary>
    public string Kind => Case[..Case.IndexOf('.', StringComparison.Ordinal)] is var network && network == Testing.ExportedNetworks.Default
        ? network
        : network.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    /// <summary>Reads the files that a reader left.</summary>
    /// <param name="cases">The folder of cases.</param>
    /// <param name="reader">The folder of the reader's answers.</param>
    /// <param name="name">The case.</param>
    public static Answer Of(string cases, string reader, string name)
    {
        string path = Path.Combine(reader, name);
        if (!File.Exists(path + ".logits"))
        {
            return new Answer(name, null, File.Exists(path + ".error") ? File.ReadAllText(path + ".error").Trim() : "no answer");
        }

        float[] expected = Floats(Path.Combine(cases, name + ".expected"));
        float[] logits = Floats(path + ".logits");
        if (logits.Length == 0)
        {
            return new Answer(name, null, null);
        }

        if (logits.Length != expected.Length)
        {
            return new Answer(name, double.PositiveInfinity, null);
        }

        double scale = Math.Max(LeastScale, expected.Max(Math.Abs));
        double largest = expected.Zip(logits, (a, b) => Math.Abs((double)a - b)).Max(difference => double.IsNaN(difference) ? double.PositiveInfinity : difference);
        return new Answer(name, largest / scale, null);
    }

    private static float[] Floats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
