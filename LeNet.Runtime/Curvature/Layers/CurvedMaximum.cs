namespace LeNet.Runtime;

/// <summary>Each output is one of its inputs, and its second derivative is that input's.</summary>
internal sealed class CurvedMaximum(MaximumPooling layer) : CurvedLayer
{
    public override double[] Forward(double[] x) => layer.Forward(x);

    public override double[] Backward(double[] x, double[] y, double[] hy) => layer.Backward(x, y, hy);
}
