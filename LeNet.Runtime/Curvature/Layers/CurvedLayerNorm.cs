namespace LeNet.Runtime;

/// <summary>Layer normalisation, with the statistics of the sample.</summary>
internal sealed class CurvedLayerNorm(LayerNormalisation layer, double epsilon) : CurvedNorm(layer, area: 1)
{
    private double[]? _sample;
    private (double Mean, double Deviation) _statistics;

    protected override (double Mean, double Deviation) Statistics(double[] x, int i)
    {
        if (!ReferenceEquals(x, _sample))
        {
            double sum = 0;
            foreach (double value in x)
            {
                sum += value;
            }

            double mean = sum / x.Length;
            double squares = 0;
            foreach (double value in x)
            {
                squares += (value - mean) * (value - mean);
            }

            (_sample, _statistics) = (x, (mean, Math.Sqrt((squares / x.Length) + epsilon)));
        }

        return _statistics;
    }
}
