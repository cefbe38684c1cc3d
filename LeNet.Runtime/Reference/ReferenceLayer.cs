namespace LeNet.Runtime;

/// <summary>What random choices of a batch depend on.</summary>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Samples">The samples, by their index in the data set.</param>
internal sealed record TrainingDraw(ulong Seed, int Epoch, IReadOnlyList<int> Samples);

/// <summary>One operation on one sample, in double precision, written from PyTorch's definition of it. Activations are layers of their own.</summary>
internal abstract class ReferenceLayer
{
    public virtual IReadOnlyList<ReferenceParameter> Parameters => [];

    /// <summary>
    /// What a mean or a sum that all values of a tensor depend on becomes by rounding: itself, unless a <see cref="RoundedLayer"/> asks for more. Where
    /// the layer then subtracts it from values nearly as large, this rounding is what is left.
    /// </summary>
    public Func<double, double> Round { get; set; } = value => value;

    public abstract double[] Forward(double[] x);

    /// <summary>Adds to the gradients of the parameters.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">What <see cref="Forward"/> gave for it.</param>
    /// <param name="dy">The gradient of the loss with respect to y.</param>
    /// <returns>The gradient of the loss with respect to x.</returns>
    public abstract double[] Backward(double[] x, double[] y, double[] dy);

    /// <summary>The output of each sample as in training, which is that of <see cref="Forward"/> for most layers.</summary>
    /// <param name="batch">The input of each sample.</param>
    /// <param name="draw">Which samples they are.</param>
    public virtual double[][] TrainForward(double[][] batch, TrainingDraw draw) => Array.ConvertAll(batch, Forward);

    /// <summary><see cref="Backward"/> of every sample of the batch.</summary>
    public virtual double[][] TrainBackward(double[][] x, double[][] y, double[][] dy) =>
        [.. x.Select((values, sample) => Backward(values, y[sample], dy[sample]))];

    /// <summary>
    /// How far the input is from where the derivative jumps, relative to the largest input: nearer than float resolves,
    /// a float and a double network may differ by all of a gradient. Exact equality is the same for both.
    /// </summary>
    public virtual double Margin(double[] x) => double.PositiveInfinity;

    /// <summary>Whether the derivative jumps somewhere between two inputs: a value has another sign, or another one of a window is the largest.</summary>
    public virtual bool HasKinkBetween(double[] x, double[] other) => false;

    /// <summary>For each output the magnitudes of all that it is the sum of, added up: the largest. 0 for a layer of other values than sums.</summary>
    public virtual double Magnitude(double[] x) => 0;

    protected static double Largest(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
