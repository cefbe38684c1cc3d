using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>What a generated network computes in a <see cref="TrainingCase"/>; as <see cref="ReferenceRun"/>.</summary>
internal sealed record NetworkRun(
    float[] Logits,
    IReadOnlyDictionary<string, float[]> Gradients,
    double[] Losses,
    IReadOnlyDictionary<string, float[]> Weights,
    float[] LogitsAfter)
{
    /// <summary>Under the names of <see cref="ReferenceRun.Results"/>.</summary>
    public IReadOnlyDictionary<string, float[]> Results => new Dictionary<string, float[]>
    {
        ["logits"] = Logits,
        ["loss"] = [(float)Losses[0]],
        ["losses"] = [.. Losses.Select(loss => (float)loss)],
        ["logits after training"] = LogitsAfter,
    }.Concat(Gradients.Select(gradient => KeyValuePair.Create($"gradient of {gradient.Key}", gradient.Value)))
        .Concat(Weights.Select(weight => KeyValuePair.Create($"{weight.Key} after training", weight.Value)))
        .ToDictionary();

    /// <summary>Trains a network, beginning with the parameters that it has.</summary>
    public static NetworkRun Of(Network network, TrainingCase given, int vectorBits, int threads)
    {
        network.VectorBits = vectorBits;
        using var trainer = new Trainer(network, new TrainingOptions
        {
            BatchSize = given.Samples.Length,
            Optimizer = new Sgd(TrainingCase.LearningRate) { Momentum = TrainingCase.Momentum },
            Threads = threads,
        });
        float[] logits = TileLogits(network, given);
        double loss = trainer.ComputeGradients(given.Dataset, given.Samples);
        Dictionary<string, float[]> gradients = network.Description.Parameters.Where(parameter => parameter.IsTrainable).ToDictionary(
            parameter => parameter.Name, parameter => trainer.Gradient(parameter.Name).ToArray());
        double[] losses = [.. Enumerable.Range(0, TrainingCase.Steps).Select(_ => trainer.TrainBatch(given.Dataset, given.Samples))];
        Xunit.Assert.Equal(loss, losses[0]);
        return new NetworkRun(
            logits,
            gradients,
            losses,
            network.Description.Parameters.Where(parameter => !parameter.IsInteger).ToDictionary(parameter => parameter.Name, parameter => network.Parameter(parameter.Name).ToArray()),
            TileLogits(network, given));
    }

    /// <summary>Fails the test if anything differs in a single bit.</summary>
    public void AssertSameBits(string what, NetworkRun other)
    {
        Tensors.AssertSameBits($"{what}, logits", Logits, other.Logits);
        foreach ((string name, float[] gradient) in Gradients)
        {
            Tensors.AssertSameBits($"{what}, gradient of {name}", gradient, other.Gradients[name]);
        }

        Xunit.Assert.Equal(Losses, other.Losses);
        foreach ((string name, float[] weight) in Weights)
        {
            Tensors.AssertSameBits($"{what}, {name} after training", weight, other.Weights[name]);
        }

        Tensors.AssertSameBits($"{what}, logits after training", LogitsAfter, other.LogitsAfter);
    }

    /// <summary>The logits of all samples, sixteen at a time in the lanes of a tile, as training computes them.</summary>
    private static float[] TileLogits(Network network, TrainingCase given)
    {
        NetworkMemory memory = network.Plan;
        float[] scratch = new float[memory.ScratchFloats];
        float[] record = new float[memory.RecordFloats];
        float[] workspace = new float[memory.WorkspaceFloats];
        network.RunPrepare(network.Parameters, workspace);
        var logits = new List<float>();
        foreach (int[] tile in given.Samples.Chunk(LaneMath.Lanes))
        {
            network.RunLoadTile(given.Dataset.Images, tile, scratch);
            network.RunForward(network.Parameters, scratch, record, workspace);
            for (int lane = 0; lane < tile.Length; lane++)
            {
                for (int k = 0; k < network.Description.Classes; k++)
                {
                    logits.Add(record[memory.Logits + (k * LaneMath.Lanes) + lane]);
                }
            }
        }

        return [.. logits];
    }
}
