using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Emission.FastConvolution;
using LeNet.Generator.Naming;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Fast convolution of one image, tiles as lanes: a weight at a point meets a vector of tiles of x at that point.</summary>
internal sealed class FastConv2dByTilesEmitter(LayerStep layer, Conv2dStep step, FastTiles tiles) : OneImageStepEmitter
{
    private readonly CookToom _toom = tiles.Form.Toom;
    private readonly ImageBuffer _x = layer.Input;
    private readonly ImageBuffer _y = layer.Output;
    private readonly int _channels = step.Layer.Input.Channels;
    private readonly int _kernelRows = step.Convolution.Kernel.Height;
    private readonly int _pointFloats = tiles.PointFloats(step);

    /// <summary>From a point of the weights to the next.</summary>
    private int Terms => _channels * _kernelRows;

    /// <summary>From an output channel's weights at the points to the next one's.</summary>
    private int OutputWeights => _toom.Points * Terms;

    public override void WritePrepare(KernelWriter kernel)
    {
        kernel.Code.Line($"// {step.Weight.Title} → at the points of {_toom}, [{step.Layer.Output.Channels}][{_toom.Points}][{_channels}][{_kernelRows}]");
        PointWeights.Write(kernel.Code, step, _toom, Sum(Term(layer.PreparedWeight), Times("o", OutputWeights), "k"), Terms);
    }

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        var rows = tiles.Block.Rows;
        Declare("weight", "prepared", layer.PreparedWeight, step.Layer.Output.Channels * OutputWeights, CodeWriter.Invariant($"{step.Weight.Title} at the points, [{step.Layer.Output.Channels}][{_toom.Points}][{_channels}][{_kernelRows}]"));
        if (step.Bias is not null)
        {
            kernel.Declare("bias", step.Bias);
        }

        ImageSpans.Declare(kernel, "x", _x);
        ImageSpans.Declare(kernel, "y", _y, writable: true);
        Declare("streams", "memory", tiles.Streams, _toom.Outputs * tiles.StreamFloats, CodeWriter.Invariant($"a channel of x, columns {_toom.Outputs} apart side by side [{_toom.Outputs}][{FastMemory.PointRows(step)}][{tiles.Pitch}]"));
        Declare("points", "memory", tiles.Points, _channels * _toom.Points * _pointFloats, CodeWriter.Invariant($"x at the points [{_channels}][{_toom.Points}][{FastMemory.PointRows(step)}][{tiles.Pitch}]"));
        Declare("products", "memory", tiles.Products, tiles.ProductFloats(kernel.Target), CodeWriter.Invariant($"sums of products at the points [{_toom.Points}][{rows}][{tiles.Block.Columns * kernel.Width}]"));
        Declare("results", "memory", tiles.Results, tiles.ResultFloats, CodeWriter.Invariant($"z in streams as x [{rows}][{_toom.Outputs}][{step.Layer.Output.Height}][{tiles.Pitch}]"));
        code.Line();
        code.Line($"{kernel.Helper($"PointsOf{PascalCase.Of(step.Name)}", WritePoints)}(x, streams, points);");
        using (kernel.OverlappingBlocks("o", step.Layer.Output.Channels, rows))
        {
            using (kernel.OverlappingBlocks("t", tiles.OutputFloats, tiles.Block.Columns * kernel.Width))
            {
                WriteProducts(kernel);
                code.Line();
                WriteResults(kernel, activation);
            }

            code.Line();
            using (code.ClosedLoop("m", rows))
            {
                var streams = _toom.Outputs * tiles.OutputFloats;
                code.Line($"LaneMath.JoinRows(results.Slice({Sum(Times("m", streams))}, {streams}), {_toom.Outputs}, {tiles.Pitch}, y.Slice({Times("(o + m)", _y.ChannelStride)}, {_y.ChannelStride}), {_y.RowStride});");
            }
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(_y)));
        }

        void Declare(string name, string memory, int offset, int floats, string what) =>
            code.Line($"{(memory == "memory" ? "Span<float>" : "ReadOnlySpan<float>")} {name} = {memory}.Slice({offset}, {floats}); // {what}");
    }

    /// <summary>A method of its own: together with the products it would be more than the JIT compiles into one.</summary>
    private void WritePoints(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line($"/// <summary>{step.Name}: x → its values at the points; the lanes are tiles.</summary>");
        code.Line("[MethodImpl(LaneMath.Kernel)]");
        using (code.Block($"private static void PointsOf{PascalCase.Of(step.Name)}(ReadOnlySpan<float> x, Span<float> streams, Span<float> points)"))
        using (code.Loop("i", _channels))
        {
            code.Line($"LaneMath.SplitRows(x.Slice({Sum(Times("i", _x.ChannelStride))}, {_x.ChannelStride}), {_x.RowStride}, streams, {_toom.Outputs}, {tiles.Pitch});");
            using (code.Loop("t", tiles.InputFloats, kernel.Width))
            {
                code.Line($"ReadOnlySpan<float> xs = streams.Slice(t, {Enumerable.Range(0, _toom.Points).Max(Stream) + kernel.Width});");
                code.Line($"Span<float> ps = points.Slice({Sum(Times("i", _toom.Points * _pointFloats), "t")}, {((_toom.Points - 1) * _pointFloats) + kernel.Width});");
                code.Line($"// x{_toom.Outputs} of a tile is x0 of the next one.");
                for (var k = 0; k < _toom.Points; k++)
                {
                    code.Line($"{kernel.Vector} x{k} = {kernel.Load("xs", Stream(k))};");
                }

                TransformWriter.OfVectors(kernel, _toom).WriteToPoints(
                    _toom.Input, k => CodeWriter.Invariant($"x{k}"), (point, result) => CodeWriter.Invariant($"{result}.CopyTo(ps.Slice({point * _pointFloats}, {kernel.Width}));"));
            }
        }

        // Value k of a tile: column k % m of group k / m from its own on.
        int Stream(int k) => (k % _toom.Outputs * tiles.StreamFloats) + (k / _toom.Outputs);
    }

    private void WriteProducts(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        (var rows, var columns) = (tiles.Block.Rows, tiles.Block.Columns);
        var z = AccumulatorBlock.Of(rows, columns);
        var unrolled = rows * columns * _kernelRows <= RegisterBlock.MostUnrolled ? _kernelRows : 1;
        var u0 = unrolled == _kernelRows ? "" : "u";
        using (code.ClosedLoop("p", _toom.Points))
        {
            kernel.Declare("z", z, CodeWriter.Invariant($"{rows} output channels × {columns * kernel.Width} tiles at a point"));
            using (code.ClosedLoop("i", _channels))
            using (u0.Length == 0 ? default : code.Loop("u", _kernelRows))
            {
                code.Line($"ReadOnlySpan<float> ps = points.Slice({Sum(Times("i", _toom.Points * _pointFloats), Times("p", _pointFloats), "t", Times(u0, u0.Length == 0 ? 0 : tiles.Pitch))}, {((unrolled - 1) * tiles.Pitch) + (columns * kernel.Width)});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", OutputWeights), Times("p", Terms), Times("i", _kernelRows), u0)}, {((rows - 1) * OutputWeights) + unrolled});");
                for (var u = 0; u < unrolled; u++)
                {
                    code.Line($"z.{z.MultiplyAdd(new("ws", u, OutputWeights), new("ps", u * tiles.Pitch, kernel.Width))}{(unrolled > 1 ? CodeWriter.Invariant($" // kernel row {u}") : "")}");
                }
            }

            code.Line();
            code.Line($"z.{z.Store(kernel, CodeWriter.Invariant($"products.Slice({Sum(Times("p", rows * columns * kernel.Width))}, {rows * columns * kernel.Width})"), columns * kernel.Width, kernel.Width)}");
        }
    }

    private void WriteResults(KernelWriter kernel, ActivationEmitter activation)
    {
        CodeWriter code = kernel.Code;
        (var rows, var columns) = (tiles.Block.Rows, tiles.Block.Columns * kernel.Width);
        using (code.ClosedLoop("m", rows))
        {
            if (step.Bias is not null)
            {
                code.Line($"{kernel.Vector} b = Create(bias[o + m]);");
            }

            using (code.Loop("k", columns, kernel.Width))
            {
                code.Line($"ReadOnlySpan<float> ms = products.Slice({Sum(Times("m", columns), "k")}, {((_toom.Points - 1) * rows * columns) + kernel.Width});");
                code.Line($"Span<float> zs = results.Slice({Sum(Times("m", _toom.Outputs * tiles.OutputFloats), "t", "k")}, {((_toom.Outputs - 1) * tiles.OutputFloats) + kernel.Width});");
                TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                    _toom.Output,
                    point => kernel.Load("ms", point * rows * columns),
                    step.Bias is null ? null : "b",
                    (column, z) => code.Line($"({(activation.InRegister ? activation.Apply(kernel, z) : z)}).CopyTo(zs.Slice({column * tiles.OutputFloats}, {kernel.Width}));"));
            }
        }
    }
}
