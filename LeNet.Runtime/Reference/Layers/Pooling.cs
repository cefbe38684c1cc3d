namespace LeNet.Runtime;

/// <summary>What all kinds of pooling share: the inputs of each window, without what lies outside the image. A last partial window is dropped.</summary>
internal abstract class Pooling : ReferenceLayer
{
    private readonly int[][] _windows;

    protected Pooling(ReferenceSite site, Size padding)
    {
        (Inputs, Outputs) = (site.Input.Count, site.Output.Count);
        Kernel = site.Settings.Size("kernel_size");
        Size stride = site.Settings.Size("stride");
        _windows = [.. Enumerable.Range(0, Outputs).Select(at => InputsOf(at, site, stride, padding))];
    }

    /// <summary>The window's size.</summary>
    protected Size Kernel { get; }

    protected int Outputs { get; }

    protected int Inputs { get; }

    /// <summary>The window's inputs, row by row, by their index.</summary>
    protected int[] Window(int outputIndex) => _windows[outputIndex];

    /// <summary>The sum of the window's inputs.</summary>
    protected double Sum(int outputIndex, double[] x)
    {
        double sum = 0;
        foreach (int tap in _windows[outputIndex])
        {
            sum += x[tap];
        }

        return sum;
    }

    private int[] InputsOf(int outputIndex, ReferenceSite site, Size stride, Size padding)
    {
        (ReferenceShape input, ReferenceShape output) = (site.Input, site.Output);
        int column = outputIndex % output.Width;
        int row = outputIndex / output.Width % output.Height;
        int channel = outputIndex / output.Area;
        var window = new List<int>();
        for (int tap = 0; tap < Kernel.Area; tap++)
        {
            int r = (row * stride.Height) + (tap / Kernel.Width) - padding.Height;
            int c = (column * stride.Width) + (tap % Kernel.Width) - padding.Width;
            if (r >= 0 && r < input.Height && c >= 0 && c < input.Width)
            {
                window.Add((((channel * input.Height) + r) * input.Width) + c);
            }
        }

        return [.. window];
    }
}
