namespace LeNet.Runtime;

/// <summary>torch.nn.Dropout, its lots drawn as docs/layers.md says.</summary>
internal sealed class RandomDropout(ReferenceSite site) : ReferenceLayer
{
    private readonly double _probability = site.Settings.Number("p");
    private readonly int _number = site.DropoutNumber;
    private TrainingDraw? _draw;
    private double[][] _masks = [];

    public override double[] Forward(double[] x) => x;

    public override double[] Backward(double[] x, double[] y, double[] dy) => throw new NotSupportedException("The samples are needed.");

    public override double[][] TrainForward(double[][] batch, TrainingDraw draw)
    {
        if (!ReferenceEquals(draw, _draw))
        {
            _masks = [.. draw.Samples.Select((sample, i) => Mask(draw, sample, batch[i].Length))];
            _draw = draw;
        }

        return [.. batch.Select((x, i) => Multiply(x, _masks[i]))];
    }

    public override double[][] TrainBackward(double[][] x, double[][] y, double[][] dy) => [.. dy.Select((gradient, i) => Multiply(gradient, _masks[i]))];

    private double[] Mask(TrainingDraw draw, int sample, int count)
    {
        double[] mask = new double[count];
        for (int k = 0; k < count; k++)
        {
            RandomBlock block = Philox.Encrypt(
                new RandomBlock((uint)sample, (uint)(k / 4), (uint)draw.Epoch, 5u | ((uint)_number << 8)), (uint)draw.Seed, (uint)(draw.Seed >> 32));
            uint word = (k % 4) switch { 0 => block.X0, 1 => block.X1, 2 => block.X2, _ => block.X3 };
            mask[k] = word / 4294967296.0 < _probability ? 0 : 1 / (1 - _probability);
        }

        return mask;
    }

    private static double[] Multiply(double[] values, double[] factors) => [.. values.Select((value, i) => value * factors[i])];
}
