using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Testing.Reference;

/// <summary>What both kinds of pooling share: the inputs of each window. A last partial window is dropped.</summary>
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
        int[] window = new int[layer.Kernel.Height * layer.Kernel.Width];
        for (int tap = 0; tap < window.Length; tap++)
        {
            int r = (row * layer.Stride.Height) + (tap / layer.Kernel.Width);
            int c = (column * layer.Stride.Width) + (tap % layer.Kernel.Width);
            window[tap] = (((channel * input.Height) + r) * input.Width) + c;
        }

        return window;
    }
}
