namespace LeNet.Runtime;

/// <summary>Batch normalisation, with its running statistics.</summary>
internal sealed class CurvedBatchNorm(BatchNormalisation layer, ReferenceShape input, double epsilon) : CurvedNorm(layer, input.Area)
{
    protected override (double Mean, double Deviation) Statistics(double[] x, int i)
    {
        int channel = i / input.Area;
        return (layer.Parameters[^2].Values[channel], Math.Sqrt(layer.Parameters[^1].Values[channel] + epsilon));
    }
}
