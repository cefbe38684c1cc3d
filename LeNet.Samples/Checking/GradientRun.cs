using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Checking;

/// <summary>One run of <c>gradcheck</c>.</summary>
/// <param name="network">The network, with its weights.</param>
/// <param name="options">How to check.</param>
/// <param name="weights">The file that the weights are from; null for initial ones.</param>
/// <param name="source">The data set whose test images to take; null for random pixels.</param>
internal sealed class GradientRun(Network network, GradientCheckOptions options, string? weights, DataSource? source)
{
    /// <summary>Images to choose a batch from.</summary>
    private const int NoiseBatches = 32;

    /// <summary>Below this margin, float rounding alone may lead to the other side of a kink.</summary>
    private const double RoundingMargin = 1e-6;

    /// <summary>Checks and reports.</summary>
    /// <param name="batchSize">Images of the batch.</param>
    /// <param name="format">How to report.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="cancellationToken">Ends the check early.</param>
    /// <exception cref="FailureException">A gradient differs, or could not be checked; the report is written.</exception>
    public void Execute(int batchSize, OutputFormat format, TextWriter output, CancellationToken cancellationToken)
    {
        Dataset dataset = source?.LoadTest() ?? GradientCheck.Noise(network.Description, NoiseBatches * batchSize, options.Seed);
        dataset.Require(network.Description);
        if (dataset.Count == 0)
        {
            throw new FailureException($"{source?.Title}: there are no test images to check gradients with");
        }

        IReadOnlyList<int> samples = GradientCheck.ChooseSamples(network, dataset, batchSize, options.Seed);
        GradientCheckReport report = Check(dataset, samples, cancellationToken);
        var facts = new GradientFacts(network.Description, options, samples.Count, weights, source?.Name, source?.Title);
        GradientReport.Write(report, facts, format, output);
        RequirePassed(report);
    }

    private GradientCheckReport Check(Dataset dataset, IReadOnlyList<int> samples, CancellationToken cancellationToken)
    {
        try
        {
            return GradientCheck.Run(network, dataset, samples, options, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            throw new FailureException($"{exception.Message} Take other {(weights is null ? "initial weights: --seed" : "weights: --weights")}", exception);
        }
    }

    private static void RequirePassed(GradientCheckReport report)
    {
        if (report.Tensors.FirstOrDefault(tensor => tensor.Verdict == GradientVerdict.Differs) is { Worst: { } worst } tensor)
        {
            int others = report.Tensors.Count(other => other.Verdict == GradientVerdict.Differs) - 1;
            string more = others == 0 ? "" : $", and those of {Format.Count(others, "other tensor")} differ";
            string advice = report.Margin < RoundingMargin
                ? "; a value is so near to where a derivative jumps that rounding may be the cause: see if it is the same with another --seed"
                : "";
            throw new FailureException(string.Create(
                CultureInfo.InvariantCulture,
                $"the gradient of {tensor.Name}{GradientReport.Place(worst)} is {worst.Computed:G6} by the generated backward pass, but {worst.Expected:G6} by finite differences (allowed difference {worst.Allowed:G2}){more}{advice}"));
        }

        if (report.Tensors.FirstOrDefault(tensor => tensor.Verdict == GradientVerdict.Unchecked) is { } missed)
        {
            throw new FailureException(
                $"no value of {missed.Name} could be checked, as some derivative jumps near each of them; take another --seed, or fewer images with --batch-size");
        }
    }
}
