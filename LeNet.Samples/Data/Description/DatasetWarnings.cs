using LeNet.Samples.Reporting;

namespace LeNet.Samples.Data.Description;

/// <summary>What in a data set is usually a mistake.</summary>
internal static class DatasetWarnings
{
    /// <summary>scikit-learn's digits have levels of 0 to 16.</summary>
    private const byte FewLevels = 16;

    /// <summary>How many times the smallest class the largest may be.</summary>
    private const int MostImbalance = 10;

    /// <summary>A line for each.</summary>
    public static IReadOnlyList<string> Of(DatasetFacts facts)
    {
        List<string> warnings = [];
        byte most = facts.Training.Channels.Max(channel => channel.Most);
        if (facts.Training.Channels.Any(channel => channel.Least == channel.Most))
        {
            warnings.Add("a channel is the same in every pixel of the training images");
        }
        else if (most <= FewLevels)
        {
            warnings.Add($"levels end at {most}, and 8-bit images go to 255; multiply them by {255 / most}, or the input will be nearly black");
        }

        int[] missing = Missing(facts.Training);
        if (missing is [0] && facts.Training.Classes.Count > 1)
        {
            warnings.Add("labels begin with 1: subtract 1, or the network needs a class 0 that never comes");
        }
        else if (missing.Length > 0)
        {
            warnings.Add($"no training image is of class {string.Join(", ", missing.Select(label => Name(facts, label)))}");
        }

        int[] untrained = [.. Enumerable.Range(0, facts.Test.Classes.Count).Where(label => facts.Test.Classes[label] > 0 && (label >= facts.Training.Classes.Count || facts.Training.Classes[label] == 0))];
        if (untrained.Length > 0)
        {
            warnings.Add($"test images are of classes that no training image is of: {string.Join(", ", untrained.Select(label => Name(facts, label)))}");
        }

        int[] there = [.. facts.Training.Classes.Where(count => count > 0)];
        if (there.Length > 1 && there.Max() > MostImbalance * (long)there.Min())
        {
            warnings.Add($"classes are unbalanced: from {Format.Count(there.Min(), "training image")} to {Format.Count(there.Max())}; accuracy says little then, look at the confusion matrix");
        }

        if (facts.Copies > 0)
        {
            warnings.Add($"{Format.Count(facts.Copies, "test image")} {(facts.Copies == 1 ? "is a training image" : "are training images")} too: the test says too much of {(facts.Copies == 1 ? "it" : "them")}");
        }

        if (facts.Contradictions > 0)
        {
            warnings.Add($"{Format.Count(facts.Contradictions, "training image")} {(facts.Contradictions == 1 ? "is" : "are")} there once more with another label");
        }

        return warnings;
    }

    private static int[] Missing(PartFacts part) => [.. Enumerable.Range(0, part.Classes.Count).Where(label => part.Classes[label] == 0)];

    private static string Name(DatasetFacts facts, int label) => label < facts.ClassNames.Count ? facts.ClassNames[label] : FormattableString.Invariant($"{label}");
}
