using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>What a reference network computes in a <see cref="TrainingCase"/>.</summary>
/// <param name="Logits">Of all samples of the batch, before training.</param>
/// <param name="LogitsMagnitude">The largest <see cref="ReferenceLogits.LogitsMagnitude"/>.</param>
/// <param name="Gradients">By parameter, before training.</param>
/// <param name="Magnitudes">By parameter, the largest <see cref="ReferenceParameter.Magnitude"/> of those gradients.</param>
/// <param name="Losses">Before each step.</param>
/// <param name="Weights">By parameter, after the last step.</param>
/// <param name="LogitsAfter">Of all samples of the batch, after the last step.</param>
/// <param name="Margin">See <see cref="ReferenceLayer.Margin"/>.</param>
internal sealed record ReferenceRun(
    double[] Logits,
    double LogitsMagnitude,
    IReadOnlyDictionary<string, double[]> Gradients,
    IReadOnlyDictionary<string, double> Magnitudes,
    double[] Losses,
    IReadOnlyDictionary<string, double[]> Weights,
    double[] LogitsAfter,
    double Margin)
{
    /// <summary>All that is compared: its name, its values, and how far a float network may be from them, relative to the largest, and in any case.</summary>
    public IEnumerable<(string Name, double[] Values, double Relative, double Absolute)> Results =>
    [
        ("logits", Logits, Tolerances.Logits, Tolerances.Rounding(LogitsMagnitude)),
        ("loss", [Losses[0]], Tolerances.Loss, 0),
        .. Gradients.Select(gradient => ($"gradient of {gradient.Key}", gradient.Value, Tolerances.Gradients, Tolerances.Rounding(Magnitudes[gradient.Key]))),
        ("losses", Losses, Tolerances.Loss, 0),
        .. Weights.Select(weight => ($"{weight.Key} after training", weight.Value, Tolerances.Weights, 0.0)),
        ("logits after training", LogitsAfter, Tolerances.Weights, 0),
    ];

    /// <summary>Trains a reference network, beginning with the parameters that it has.</summary>
    public static ReferenceRun Of(ReferenceNetwork network, TrainingCase given)
    {
        double[] logits = [.. given.Samples.SelectMany(sample => network.Logits(given.Dataset.Image(sample)))];
        double magnitude = given.Samples.Max(sample => network.LogitsMagnitude(given.Dataset.Image(sample)));
        double[] losses = new double[TrainingCase.Steps];
        Dictionary<string, double[]> gradients = [];
        Dictionary<string, double> magnitudes = [];
        Dictionary<string, double[]> velocities = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => new double[parameter.Count]);
        for (int step = 0; step < losses.Length; step++)
        {
            losses[step] = network.ComputeGradients(given.Dataset, given.Samples);
            foreach (ReferenceParameter parameter in network.Parameters.Where(parameter => parameter.IsTrainable))
            {
                gradients.TryAdd(parameter.Name, [.. parameter.Gradient]);
                magnitudes.TryAdd(parameter.Name, parameter.Magnitude.Max());
            }

            Update(network, velocities);
        }

        return new ReferenceRun(
            logits,
            magnitude,
            gradients,
            magnitudes,
            losses,
            network.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Values.ToArray()),
            [.. given.Samples.SelectMany(sample => network.Logits(given.Dataset.Image(sample)))],
            network.Margin);
    }

    /// <summary>torch.optim.SGD: v ← momentum · v + gradient, parameter ← parameter − rate · v.</summary>
    private static void Update(ReferenceNetwork network, Dictionary<string, double[]> velocities)
    {
        foreach (ReferenceParameter parameter in network.Parameters.Where(parameter => parameter.IsTrainable))
        {
            double[] velocity = velocities[parameter.Name];
            for (int i = 0; i < velocity.Length; i++)
            {
                velocity[i] = (TrainingCase.Momentum * velocity[i]) + parameter.Gradient[i];
                parameter.Values[i] -= TrainingCase.LearningRate * velocity[i];
            }
        }
    }
}
