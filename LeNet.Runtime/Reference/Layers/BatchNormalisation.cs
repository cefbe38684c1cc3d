namespace LeNet.Runtime;

/// <summary>torch.nn.BatchNorm1d and BatchNorm2d.</summary>
internal sealed class BatchNormalisation : ReferenceLayer
{
    private readonly int _channels;
    private readonly int _area;
    private readonly double _epsilon;
    private readonly double _momentum;
    private readonly ReferenceParameter? _weight;
    private readonly ReferenceParameter? _bias;
    private readonly ReferenceParameter _mean;
    private readonly ReferenceParameter _variance;

    /// <summary>Of the last batch.</summary>
    private readonly double[] _batchMean;

    private readonly double[] _batchVariance;

    public BatchNormalisation(ReferenceSite site)
    {
        (_channels, _area) = (site.Input.Channels, site.Input.Area);
        _epsilon = site.Settings.Number("eps");
        _momentum = site.Settings.Number("momentum");
        if (site.Settings.Flag("affine"))
        {
            _weight = site.Parameter("weight", _channels);
            _bias = site.Parameter("bias", _channels);
        }

        _mean = site.Parameter("running_mean", _channels, isTrainable: false);
        _variance = site.Parameter("running_var", _channels, isTrainable: false);
        (_batchMean, _batchVariance) = (new double[_channels], new double[_channels]);
    }

    public override IReadOnlyList<ReferenceParameter> Parameters => _weight is null ? [_mean, _variance] : [_weight, _bias!, _mean, _variance];

    public override double[] Forward(double[] x) => Normalise(x, _mean.Values, _variance.Values);

    public override double[] Backward(double[] x, double[] y, double[] dy) => throw new NotSupportedException("The batch is needed.");

    public override double[][] TrainForward(double[][] batch, TrainingDraw draw)
    {
        int count = batch.Length * _area;
        for (int channel = 0; channel < _channels; channel++)
        {
            double sum = 0;
            foreach (double[] x in batch)
            {
                foreach (double value in x.AsSpan(channel * _area, _area))
                {
                    sum += value;
                }
            }

            double mean = Round(sum / count);
            double squares = 0;
            foreach (double[] x in batch)
            {
                foreach (double value in x.AsSpan(channel * _area, _area))
                {
                    squares += (value - mean) * (value - mean);
                }
            }

            _batchMean[channel] = mean;
            _batchVariance[channel] = squares / count;
            if (count > 1)
            {
                _mean.Values[channel] = ((1 - _momentum) * _mean.Values[channel]) + (_momentum * mean);
                _variance.Values[channel] = ((1 - _momentum) * _variance.Values[channel]) + (_momentum * squares / (count - 1));
            }
        }

        return Array.ConvertAll(batch, x => Normalise(x, _batchMean, _batchVariance));
    }

    /// <summary>Written from the chain rule through mean and variance, not from the closed form.</summary>
    public override double[][] TrainBackward(double[][] x, double[][] y, double[][] dy)
    {
        double[][] dx = Array.ConvertAll(x, values => new double[values.Length]);
        for (int channel = 0; channel < _channels; channel++)
        {
            double inverse = 1 / Math.Sqrt(_batchVariance[channel] + _epsilon);
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

            (dVariance, dMean) = (Round(dVariance), Round(dMean));
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
        for (int channel = 0; channel < _channels; channel++)
        {
            double deviation = Math.Sqrt(variance[channel] + _epsilon);
            for (int i = channel * _area; i < (channel + 1) * _area; i++)
            {
                double normal = (x[i] - mean[channel]) / deviation;
                y[i] = _weight is null ? normal : (_weight.Values[channel] * normal) + _bias!.Values[channel];
            }
        }

        return y;
    }
}
