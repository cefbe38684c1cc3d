using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>
/// torch.nn.Conv2d: out[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · in[g + i, r·stride + u·dilation − padding, c·stride + v·dilation − padding],
/// where what lies outside is 0 and g is the first input channel of the group of o.
/// </summary>
internal sealed class Convolution(Conv2d layer, Shape input, Shape output) : ReferenceLayer
{
    private readonly ReferenceParameter _weight = new(
        layer.Name + ".weight", layer.OutChannels * (input.Channels / layer.Groups) * layer.Kernel.Height * layer.Kernel.Width);

    private readonly ReferenceParameter? _bias = layer.Bias ? new(layer.Name + ".bias", layer.OutChannels) : null;

    private readonly List<(int Output, int Weight, int Input)> _products = Products(layer, input, output);

    public override IReadOnlyList<ReferenceParameter> Parameters => _bias is null ? [_weight] : [_weight, _bias];

    public override double[] Forward(double[] x)
    {
        double[] y = new double[output.Count];
        for (int at = 0; at < y.Length; at++)
        {
            y[at] = _bias is null ? 0 : _bias.Values[at / (output.Height * output.Width)];
        }

        foreach ((int outputIndex, int weightIndex, int inputIndex) in _products)
        {
            y[outputIndex] += _weight.Values[weightIndex] * x[inputIndex];
        }

        return y;
    }

    public override double Magnitude(double[] x)
    {
        double[] sums = new double[output.Count];
        foreach ((int outputIndex, int weightIndex, int inputIndex) in _products)
        {
            sums[outputIndex] += Math.Abs(_weight.Values[weightIndex] * x[inputIndex]);
        }

        return Largest(sums) + (_bias is null ? 0 : Largest(_bias.Values));
    }

    public override double[] Backward(double[] x, double[] y, double[] dy)
    {
        double[] dx = new double[input.Count];
        foreach ((int outputIndex, int weightIndex, int inputIndex) in _products)
        {
            dx[inputIndex] += _weight.Values[weightIndex] * dy[outputIndex];
            _weight.AddGradient(weightIndex, x[inputIndex] * dy[outputIndex]);
        }

        for (int at = 0; at < dy.Length; at++)
        {
            _bias?.AddGradient(at / (output.Height * output.Width), dy[at]);
        }

        return dx;
    }

    /// <summary>Which output, weight and input meet in the sum above, without those where the input is padding.</summary>
    private static List<(int Output, int Weight, int Input)> Products(Conv2d layer, Shape input, Shape output)
    {
        (int kernelHeight, int kernelWidth) = (layer.Kernel.Height, layer.Kernel.Width);
        int top = layer.PadsSame ? layer.Dilation.Height * (kernelHeight - 1) / 2 : layer.Padding.Height;
        int left = layer.PadsSame ? layer.Dilation.Width * (kernelWidth - 1) / 2 : layer.Padding.Width;
        int groupInputs = input.Channels / layer.Groups;
        int groupOutputs = output.Channels / layer.Groups;
        var products = new List<(int Output, int Weight, int Input)>();
        for (int at = 0; at < output.Count; at++)
        {
            int c = at % output.Width;
            int r = at / output.Width % output.Height;
            int o = at / output.Width / output.Height;
            for (int tap = 0; tap < groupInputs * kernelHeight * kernelWidth; tap++)
            {
                int v = tap % kernelWidth;
                int u = tap / kernelWidth % kernelHeight;
                int i = tap / kernelWidth / kernelHeight;
                int row = (r * layer.Stride.Height) + (u * layer.Dilation.Height) - top;
                int column = (c * layer.Stride.Width) + (v * layer.Dilation.Width) - left;
                bool isConnected = layer.Connections?.Inputs[o].Contains(i) ?? true;
                if (isConnected && row >= 0 && row < input.Height && column >= 0 && column < input.Width)
                {
                    products.Add((
                        at,
                        (((((o * groupInputs) + i) * kernelHeight) + u) * kernelWidth) + v,
                        ((((((o / groupOutputs) * groupInputs) + i) * input.Height) + row) * input.Width) + column));
                }
            }
        }

        return products;
    }
}
