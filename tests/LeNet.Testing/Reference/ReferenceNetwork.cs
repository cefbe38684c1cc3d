using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>
/// Interprets an architecture in double precision, sample by sample, as slowly and plainly as PyTorch's definitions read.
/// It shares nothing with the code that the generator emits.
/// </summary>
internal sealed class ReferenceNetwork
{
    /// <summary>That of <see cref="TrainingOptions"/>.</summary>
    private const ulong Seed = 1;

    private readonly ShapedNetwork _network;
    private readonly ReferenceLayer[] _layers;
    private readonly ReferenceLoss _loss;

    /// <param name="network">What to interpret.</param>
    /// <param name="rounding">Rounds as a float network would, at random; null for exact values.</param>
    public ReferenceNetwork(ShapedNetwork network, TestRandom? rounding = null)
    {
        _network = network;
        _loss = ReferenceLoss.For(network.Loss);
        int dropouts = 0;
        _layers = [.. network.Layers.SelectMany(layer => Layers(layer, layer.Layer is Dropout ? dropouts++ : 0))
            .Select(layer => rounding is null ? layer : new RoundedLayer(layer, rounding))];
        Parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>In the order of PyTorch's state dict.</summary>
    public IReadOnlyList<ReferenceParameter> Parameters { get; }

    /// <summary>The smallest <see cref="ReferenceLayer.Margin"/> of all gradients computed so far.</summary>
    public double Margin { get; private set; } = double.PositiveInfinity;

    /// <summary>Takes the parameters of a network of the same architecture.</summary>
    public void CopyParameters(Network network)
    {
        foreach (ReferenceParameter parameter in Parameters)
        {
            ReadOnlySpan<float> values = network.Parameter(parameter.Name);
            for (int i = 0; i < values.Length; i++)
            {
                parameter.Values[i] = values[i];
            }
        }
    }

    public double[] Logits(ReadOnlySpan<byte> image) =>
        _layers.Aggregate(ReferencePreprocessing.Input(_network.Input, image), (x, layer) => layer.Forward(x));

    /// <summary><see cref="ReferenceLayer.Magnitude"/> of the last sums on the way to the logits: what these may be small differences of.</summary>
    public double LogitsMagnitude(ReadOnlySpan<byte> image)
    {
        double[] x = ReferencePreprocessing.Input(_network.Input, image);
        double magnitude = 0;
        foreach (ReferenceLayer layer in _layers)
        {
            magnitude = layer.Magnitude(x) is > 0 and double own ? own : magnitude;
            x = layer.Forward(x);
        }

        return magnitude;
    }

    /// <summary>The gradients of the samples' mean loss.</summary>
    /// <returns>The mean loss.</returns>
    public double ComputeGradients(Dataset dataset, IReadOnlyList<int> samples)
    {
        foreach (ReferenceParameter parameter in Parameters)
        {
            parameter.ClearGradient();
        }

        double[] losses = new double[samples.Count];
        List<double[][]> values = [[.. samples.Select(sample => ReferencePreprocessing.Input(_network.Input, dataset.Image(sample)))]];
        TrainingDraw draw = new(Seed, Epoch: 1, samples);
        foreach (ReferenceLayer layer in _layers)
        {
            Margin = Math.Min(Margin, values[^1].Min(layer.Margin));
            values.Add(layer.TrainForward(values[^1], draw));
        }

        double[][] gradient = new double[samples.Count][];
        for (int i = 0; i < samples.Count; i++)
        {
            int label = dataset.Labels[samples[i]];
            losses[i] = _loss.Of(values[^1][i], label);
            gradient[i] = Array.ConvertAll(_loss.Gradient(values[^1][i], label), value => value / samples.Count);
        }

        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            gradient = _layers[i].TrainBackward(values[i], values[i + 1], gradient);
        }

        return losses.Sum() / samples.Count;
    }

    /// <summary>torch.optim.SGD: v ← momentum · v + gradient, parameter ← parameter − rate · v.</summary>
    public void Update(double rate, double momentum)
    {
        foreach (ReferenceParameter parameter in Parameters.Where(parameter => parameter.IsTrainable))
        {
            for (int i = 0; i < parameter.Count; i++)
            {
                parameter.Velocity[i] = (momentum * parameter.Velocity[i]) + parameter.Gradient[i];
                parameter.Values[i] -= rate * parameter.Velocity[i];
            }
        }
    }

    /// <summary>The operations of one entry of "layers". Flattening changes nothing: channel, row, column is the order already.</summary>
    private static IEnumerable<ReferenceLayer> Layers(ShapedLayer shaped, int dropout) => shaped.Layer switch
    {
        Conv2d conv => [new Convolution(conv, shaped.Input, shaped.Output), new Elementwise(conv.Activation)],
        Linear linear => [new FullyConnected(linear, shaped.Input.Count), new Elementwise(linear.Activation)],
        Rbf rbf => [new PrototypeDistances(rbf)],
        ActivationLayer function => [new Elementwise(function.Activation)],
        AvgPool2d pool => [new AveragePooling(pool, shaped.Input, shaped.Output)],
        MaxPool2d pool => [new MaximumPooling(pool, shaped.Input, shaped.Output)],
        BatchNorm norm => [new BatchNormalisation(norm, shaped.Input), new Elementwise(norm.Activation)],
        LayerNorm norm => [new LayerNormalisation(norm, shaped.Input.Count), new Elementwise(norm.Activation)],
        Dropout dropped => [new RandomDropout(dropped, dropout)],
        AdaptiveAvgPool2d => [new GlobalAveragePooling(shaped.Input)],
        Subsample2d pool => [new Subsampling(pool, shaped.Input, shaped.Output), new Elementwise(pool.Activation)],
        Flatten => [],
        _ => throw new NotSupportedException($"No reference for {shaped.Layer.GetType().Name}."),
    };
}
