using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>What all kinds of pooling share: the inputs of each window, without what lies outside the image. A last partial window is dropped.</summary>
internal abstract class Pooling(Pool2d layer, Shape input, Shape output) : ReferenceLayer
{
    private readonly int[][] _windows = [.. Enumerable.Range(0, output.Count).Select(at => InputsOf(at, layer, input, output))];

    /// <summary>The window's inputs, row by row, by their index.</summary>
    protected int[] Window(int outputIndex) => _windows[outputIndex];

    protected int Outputs => output.Count;

    protected int Inputs => input.Count;

    private static int[] InputsOf(int outputIndex, Pool2d layer, Shape input, Shape output)
    {
        int column = outputIndex % output.Width;
        int row = outputIndex / output.Width % output.Height;
        int channel = outputIndex / output.Width / output.Height;
        var window = new List<int>();
        for (int tap = 0; tap < layer.Kernel.Height * layer.Kernel.Width; tap++)
        {
            int r = (row * layer.Stride.Height) + (tap / layer.Kernel.Width) - layer.Padding.Height;
            int c = (column * layer.Stride.Width) + (tap % layer.Kernel.Width) - layer.Padding.Width;
            if (r >= 0 && r < input.Height && c >= 0 && c < input.Width)
            {
                window.Add((((channel * input.Height) + r) * input.Width) + c);
            }
        }

        return [.. window];
    }
}
