using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>torch.nn.BatchNorm1d and BatchNorm2d.</summary>
internal sealed class BatchNormalisation(BatchNorm layer, Shape shape) : ReferenceLayer
{
    private readonly int _area = shape.Height * shape.Width;
    private readonly ReferenceParameter? _weight = layer.IsAffine ? new(layer.Name + ".weight", shape.Channels) : null;
    private readonly ReferenceParameter? _bias = layer.IsAffine ? new(layer.Name + ".bias", shape.Channels) : null;
    private readonly ReferenceParameter _mean = new(layer.Name + ".running_mean", shape.Channels) { IsTrainable = false };
    private readonly ReferenceParameter _variance = new(layer.Name + ".running_var", shape.Channels) { IsTrainable = false };

    /// <summary>Of the last batch.</summary>
    private readonly double[] _batchMean = new double[shape.Channels];

    private readonly double[] _batchVariance = new double[shape.Channels];

    public override IReadOnlyList<ReferenceParameter> Parameters => _weight is null ? [_mean, _variance] : [_weight, _bias!, _mean, _variance];

    public override double[] Forward(double[] x) => Normalise(x, _mean.Values, _variance.Values);

    public override double[] Backward(double[] x, double[] y, double[] dy) => throw new NotSupportedException("The batch is needed.");

    public override double[][] TrainForward(double[][] batch, TrainingDraw draw)
    {
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            double[] values = [.. batch.SelectMany(x => x.Skip(channel * _area).Take(_area))];
            double mean = values.Average();
            double squares = values.Sum(value => (value - mean) * (value - mean));
            _batchMean[channel] = mean;
            _batchVariance[channel] = squares / values.Length;
            if (values.Length > 1)
            {
                _mean.Values[channel] = ((1 - layer.Momentum) * _mean.Values[channel]) + (layer.Momentum * mean);
                _variance.Values[channel] = ((1 - layer.Momentum) * _variance.Values[channel]) + (layer.Momentum * squares / (values.Length - 1));
            }
        }

        return Array.ConvertAll(batch, x => Normalise(x, _batchMean, _batchVariance));
    }

    /// <summary>Written from the chain rule through mean and variance, not from the closed form.</summary>
    public override double[][] TrainBackward(double[][] x, double[][] y, double[][] dy)
    {
        double[][] dx = Array.ConvertAll(x, values => new double[values.Length]);
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            double inverse = 1 / Math.Sqrt(_batchVariance[channel] + layer.Epsilon);
            double weight = _weight?.Values[channel] ?? 1;
            int count = x.Length * _area;
            double dVariance = 0;
            double dMean = 0;
            foreach ((int sample, int at) in Places(x.Length, channel))
            {
                double difference = x[sample][at] - _batchMean[channel];
                _weight?.AddGradient(channel, dy[sample][at] * difference * inverse);
                _bias?.AddGradient(channel, dy[sample][at]);
                dVariance += dy[sample][at] * weight * difference * -0.5 * inverse * inverse * inverse;
                dMean -= dy[sample][at] * weight * inverse;
            }

            foreach ((int sample, int at) in Places(x.Length, channel))
            {
                double difference = x[sample][at] - _batchMean[channel];
                dx[sample][at] = (dy[sample][at] * weight * inverse) + (dVariance * 2 * difference / count) + (dMean / count);
            }
        }

        return dx;
    }

    private IEnumerable<(int Sample, int At)> Places(int samples, int channel) =>
        from sample in Enumerable.Range(0, samples)
        from at in Enumerable.Range(channel * _area, _area)
        select (sample, at);

    private double[] Normalise(double[] x, double[] mean, double[] variance)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i / _area;
            double normal = (x[i] - mean[channel]) / Math.Sqrt(variance[channel] + layer.Epsilon);
            y[i] = _weight is null ? normal : (_weight.Values[channel] * normal) + _bias!.Values[channel];
        }

        return y;
    }
}
