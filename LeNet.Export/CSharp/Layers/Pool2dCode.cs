using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>What the pools share: the walk over windows and their taps.</summary>
internal static class Pool2dCode
{
    /// <summary>Writes the loops.</summary>
    /// <param name="code">Where they go.</param>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="begin">Statements before the taps.</param>
    /// <param name="tap">The statement of a tap, given its value.</param>
    /// <param name="result">The value of the window.</param>
    public static void Write(CodeWriter code, Window window, ExportedLayer layer, Action begin, Func<string, string> tap, string result)
    {
        (Shape input, Shape output) = (layer.Input, layer.Output);
        using (code.For("i", output.Channels))
        using (code.For("r", output.Height))
        using (code.For("c", output.Width))
        {
            begin();
            using (code.For("u", window.Kernel.Height))
            using (code.For("v", window.Kernel.Width))
            {
                string row = Sum(Times("r", window.Stride.Height), Times("u", window.Dilation.Height)) + Less(window.Padding.Top);
                string column = Sum(Times("c", window.Stride.Width), Times("v", window.Dilation.Width)) + Less(window.Padding.Left);
                if (window.Padding.AreEmpty)
                {
                    code.Line(tap($"x[{At("i", (input.Height, row), (input.Width, column))}]"));
                }
                else
                {
                    code.Line($"int row = {row};");
                    code.Line($"int column = {column};");
                    using (code.Block($"if (row >= 0 && row < {input.Height} && column >= 0 && column < {input.Width})"))
                    {
                        code.Line(tap($"x[{At("i", (input.Height, "row"), (input.Width, "column"))}]"));
                    }
                }
            }

            code.Line();
            code.Line($"y[{At("i", (output.Height, "r"), (output.Width, "c"))}] = {result};");
        }
    }
}
