using System.Globalization;
using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.Loops.Printing;

/// <summary>Text that all languages share.</summary>
internal static class SharedText
{
    /// <summary>The shortest decimal number that is read as the same float, with a point or an exponent.</summary>
    public static string Shortest(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>What a network takes and gives.</summary>
    public static string Title(ExportedNetwork network) => CodeWriter.Invariant(
        $"{network.Description.Name}: images of {network.Input.Shape.Channels}×{network.Input.Image.Height}×{network.Input.Image.Width} bytes → {network.Description.Classes} classes");

    /// <summary>Which weights it has.</summary>
    public static string Hash(ExportedNetwork network) => $"SHA-256 of its weights as a safetensors file: {network.WeightsHash}";

    /// <summary>What a step does, as lines of a comment: the name and summary, the formula if there is one.</summary>
    public static IEnumerable<string> Describe(LoopStep step)
    {
        yield return $"{step.Name}: {step.Summary}";
        if (step.Equation is { } equation)
        {
            yield return equation;
        }
    }
}
