namespace LeNet.Runtime;

/// <summary>
/// Interprets a network's description in double precision, sample by sample, as slowly and plainly as PyTorch's definitions read.
/// It shares nothing with the code that the generator emits.
/// </summary>
internal sealed class ReferenceNetwork
{
    /// <summary>That of <see cref="TrainingOptions"/>.</summary>
    private const ulong UsualSeed = 1;

    private const int Epoch = 1;

    private readonly ReferenceLoss _loss;

    private ReferenceNetwork(ReferencePreprocessing preprocessing, ReferenceLayer[] layers, ReferenceLoss loss)
    {
        (Preprocessing, Layers, _loss) = (preprocessing, layers, loss);
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>What turns images into the input of the first layer.</summary>
    public ReferencePreprocessing Preprocessing { get; }

    /// <summary>The operations in order, activations being operations of their own.</summary>
    public IReadOnlyList<ReferenceLayer> Layers { get; }

    /// <summary>In the order of PyTorch's state dict.</summary>
    public IReadOnlyList<ReferenceParameter> Parameters { get; }

    /// <summary>The smallest <see cref="ReferenceLayer.Margin"/> of all gradients computed so far.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    /// <summary>Reads a description.</summary>
    /// <param name="network">What to interpret.</param>
    /// <param name="rounding">Numbers of at least 0 and less than 1, at random, by which values are rounded as a float network would; null for exact values.</param>
    /// <exception cref="NotSupportedException">It has a layer, an activation, a loss or a key that the reference does not know.</exception>
    public static ReferenceNetwork Of(NetworkDescription network, Func<double>? rounding = null)
    {
        List<ReferenceLayer> layers = [];
        ReferenceShape shape = ReferenceShape.Of(network.InputShape);
        int dropouts = 0;
        foreach (LayerDescription layer in network.Layers)
        {
            var output = ReferenceShape.Of(layer.OutputShape);
            var site = new ReferenceSite(layer.Name, Settings.Parse(layer.Settings), shape, output)
            {
                DropoutNumber = dropouts,
                Connections = network.Parameters.FirstOrDefault(parameter => parameter.Name == layer.Name + ".weight")?.Connections,
            };
            layers.AddRange(ReferenceLayers.Of(layer.Type, site));
            dropouts += layer.Type == "dropout" ? 1 : 0;
            shape = output;
        }

        return new ReferenceNetwork(
            ReferencePreprocessing.Of(network),
            [.. layers.Select(layer => rounding is null ? layer : new RoundedLayer(layer, rounding))],
            ReferenceLoss.Of(network));
    }

    /// <summary>Takes the parameters of a network of the same architecture, as they are between two changes.</summary>
    public void CopyParameters(Network network)
    {
        using ParameterAccess.Reading reading = network.Access.Read();
        foreach (ReferenceParameter parameter in Parameters)
        {
            parameter.Set(network.Parameter(parameter.Name));
        }
    }

    /// <summary>Takes the parameters of another reference of the same network.</summary>
    public void CopyParameters(ReferenceNetwork other)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            other.Parameters[i].Values.CopyTo(Parameters[i].Values);
        }
    }

    /// <summary>Samples of a data set.</summary>
    public ReferenceBatch Batch(Dataset dataset, IReadOnlyList<int> samples, ulong seed = UsualSeed) => new(
        [.. samples.Select(sample => Preprocessing.Input(dataset.Image(sample)))],
        [.. samples.Select(sample => dataset.Labels[sample])],
        new TrainingDraw(seed, Epoch, samples));

    /// <summary>A forward pass as in training.</summary>
    /// <returns>The input of each layer, and last the logits; of each, every sample's.</returns>
    public IReadOnlyList<double[][]> Forward(ReferenceBatch batch)
    {
        List<double[][]> values = [batch.Inputs];
        foreach (ReferenceLayer layer in Layers)
        {
            values.Add(layer.TrainForward(values[^1], batch.Draw));
        }

        return values;
    }

    /// <summary>The smallest <see cref="ReferenceLayer.Margin"/> of a forward pass.</summary>
    public double MarginOf(IReadOnlyList<double[][]> values) => Layers
        .Select((layer, i) => values[i].Min(layer.Margin))
        .Aggregate(double.PositiveInfinity, Math.Min);

    /// <summary>The mean loss.</summary>
    /// <param name="logits">Of every sample.</param>
    /// <param name="labels">Of every sample.</param>
    public double Loss(double[][] logits, byte[] labels)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += _loss.Of(logits[i], labels[i]);
        }

        return sum / logits.Length;
    }

    /// <summary>The gradients of the samples' mean loss.</summary>
    /// <returns>The mean loss.</returns>
    public double ComputeGradients(Dataset dataset, IReadOnlyList<int> samples) => ComputeGradients(Batch(dataset, samples));

    /// <inheritdoc cref="ComputeGradients(Dataset, IReadOnlyList{int})"/>
    public double ComputeGradients(ReferenceBatch batch)
    {
        foreach (ReferenceParameter parameter in Parameters)
        {
            parameter.ClearGradient();
        }

        IReadOnlyList<double[][]> values = Forward(batch);
        Margin = Math.Min(Margin, MarginOf(values));
        double[][] gradient = [.. values[^1].Select((logits, i) =>
            Array.ConvertAll(_loss.Gradient(logits, batch.Labels[i]), value => value / batch.Labels.Length))];
        for (int i = Layers.Count - 1; i >= 0; i--)
        {
            gradient = Layers[i].TrainBackward(values[i], values[i + 1], gradient);
        }

        return Loss(values[^1], batch.Labels);
    }
}
