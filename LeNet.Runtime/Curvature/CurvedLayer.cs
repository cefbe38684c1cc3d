namespace LeNet.Runtime;

/// <summary>One operation on one sample, as in evaluation.</summary>
internal abstract class CurvedLayer
{
    /// <summary>Its parameters.</summary>
    public virtual IReadOnlyList<CurvedParameter> Parameters => [];

    public abstract double[] Forward(double[] x);

    /// <summary>Adds to the second derivatives of the parameters.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">What <see cref="Forward"/> gave for it.</param>
    /// <param name="hy">The second derivatives of the loss with respect to y.</param>
    /// <returns>Those with respect to x.</returns>
    public abstract double[] Backward(double[] x, double[] y, double[] hy);
}

/// <summary>A parameter tensor.</summary>
/// <param name="Name">Its name in PyTorch's state dict.</param>
/// <param name="Sums">Its second derivatives, added up.</param>
internal sealed record CurvedParameter(string Name, double[] Sums);
