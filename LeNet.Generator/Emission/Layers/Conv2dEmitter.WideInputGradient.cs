using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal partial class Conv2dEmitter
{
    /// <summary>Input channels that share the loads of the output gradient: enough to hide the latency of a multiply-add.</summary>
    private const int WideChannels = 8;

    /// <summary>One input column of several channels in registers, the output columns that it took part in as a loop: in the same order.</summary>
    private void WriteWideInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        using CodeWriter.BlockScope groups = kernel.GroupLoop(_groups);
        DeclareInputGradient(kernel);
        kernel.ExactBlocks("i", _inputs, _connections is null ? Math.Min(WideChannels, _inputs) : 1, channels =>
        {
            using (code.Loop("p", _in.Height))
            using (code.Loop("q", _in.Width))
            {
                code.Line("// the output rows and columns that this input took part in");
                DeclareOutputs("Row", "p", _padding.Top, _kernel.Height, _stride.Height, _dilation.Height, _out.Height);
                DeclareOutputs("Column", "q", _padding.Left, _kernel.Width, _stride.Width, _dilation.Width, _out.Width);
                using (kernel.LaneLoop())
                {
                    WriteWideInput(kernel, step.OutputGradient, channels);
                }
            }
        });

        void DeclareOutputs(string axis, string position, int padding, int size, int stride, int dilation, int outputs)
        {
            if (dilation > 1)
            {
                DeclareDilated(kernel, "first" + axis, "last" + axis, position, padding, size, stride, dilation, outputs);
                return;
            }

            code.Line($"int first{axis} = Math.Max(0, ({Sum(position, Term(padding))} - {size - stride}) / {stride});");
            code.Line($"int last{axis} = Math.Min({outputs - 1}, ({Sum(position, Term(padding))}) / {stride});");
        }
    }

    private void WriteWideInput(KernelWriter kernel, ActivationBuffer delta, int channels)
    {
        CodeWriter code = kernel.Code;
        var area = _kernel.Area;
        for (var k = 0; k < channels; k++)
        {
            code.Line($"{kernel.Vector} g{k} = {kernel.Vector}.Zero;");
        }

        code.Line();
        using (OutputLoop(kernel))
        using (OutputLoop(code, "r", "firstRow", "lastRow", _stride.Height, _dilation.Height))
        using (OutputLoop(code, "c", "firstColumn", "lastColumn", _stride.Width, _dilation.Width))
        {
            code.Line($"int u = {Tap("p", _padding.Top, "r", _stride.Height, _dilation.Height)};");
            code.Line($"int v = {Tap("q", _padding.Left, "c", _stride.Width, _dilation.Width)};");
            var origin = Sum(Times("o", delta.ChannelFloats), Times("r", delta.RowFloats), Times("c", Lanes), Term(delta.Origin)) + kernel.Lane;
            code.Line($"{kernel.Vector} d = {kernel.Load("delta.Slice(" + origin + CodeWriter.Invariant($", {kernel.Width})"), 0)};");
            code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _inputs * area), Times("i", area), Times("u", _kernel.Width), "v")}, {((channels - 1) * area) + 1});");
            for (var k = 0; k < channels; k++)
            {
                code.Line(kernel.Fma("d", CodeWriter.Invariant($"Create(ws[{k * area}])"), CodeWriter.Invariant($"g{k}")));
            }
        }

        code.Line();
        for (var k = 0; k < channels; k++)
        {
            var channel = k == 0 ? "i" : CodeWriter.Invariant($"(i + {k})");
            var result = CodeWriter.Invariant($"g{k}");
            WriteGradientStores(
                kernel,
                step,
                buffer => Sum(Times(channel, buffer.ChannelFloats), Times("p", buffer.RowFloats), Times("q", Lanes), Term(buffer.Origin)),
                columns: 1,
                _ => result,
                k == 0 ? "" : CodeWriter.Invariant($"{k}"));
        }
    }
}
