using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.FastConvolution;

internal sealed partial class FastConv2dEmitter
{
    /// <summary>For a block of output channels and some rows: all products, point by point, then what they make.</summary>
    protected override void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(_step.Convolution.Activation);
        var blocks = FastBlocks.For(kernel.Target, _step, form);
        RegisterBlock block = blocks.Forward;
        var rows = blocks.ForwardRows;
        var tiles = rows * form.Tiles;
        ActivationBuffer y = _step.Output;

        DeclareWeights(kernel);
        if (_step.Bias is not null)
        {
            kernel.Declare("bias", _step.Bias);
        }

        kernel.Declare("x", _step.Input);
        kernel.Declare("y", y, writable: true);
        DeclarePoints(kernel);
        DeclareTransient(
            kernel,
            "products",
            MemoryOf(kernel).Products,
            _toom.Points * block.Rows * tiles * Lanes,
            CodeWriter.Invariant($"sums of products at the points [{_toom.Points}][{block.Rows}][{rows}][{form.Tiles}][{Lanes}]"));
        code.Line();
        code.Line($"{PointsMethod}(x, points);");
        using (kernel.OverlappingBlocks("o", _out.Channels, block.Rows))
        using (code.Loop("r", _out.Height, rows))
        {
            using (kernel.LaneLoop())
            {
                WriteForwardProducts(kernel, block, tiles);
                code.Line();
                WriteForwardResults(kernel, block, rows, activation);
            }

            if (!activation.InRegister)
            {
                code.Line();
                code.Line("// The rows just computed are still in the cache.");
                using (code.Block($"for (int m = o; m < o + {block.Rows}; m++)"))
                using (rows == 1 ? default : code.Block($"for (int row = r; row < r + {rows}; row++)"))
                {
                    var begin = Sum(Times("m", y.ChannelFloats), Times(rows == 1 ? "r" : "row", y.RowFloats), Term(y.Origin));
                    code.Line(activation.ApplyToSpan(CodeWriter.Invariant($"y.Slice({begin}, {_out.Width * Lanes})")));
                }
            }
        }
    }

    private void WriteForwardProducts(KernelWriter kernel, RegisterBlock block, int tiles)
    {
        CodeWriter code = kernel.Code;
        var columns = Math.Min(block.Columns, tiles);
        var z = AccumulatorBlock.Of(block.Rows, columns);
        using (code.ClosedLoop("p", _toom.Points))
        using (kernel.OverlappingBlocks("t", tiles, columns))
        {
            kernel.Declare("z", z, CodeWriter.Invariant($"{block.Rows} output channels × {columns} tiles at a point"));
            using (code.ClosedLoop("i", _in.Channels))
            {
                var isUnrolled = block.Rows * columns * _kernel.Height <= RegisterBlock.MostUnrolled;
                using (isUnrolled ? default : code.Loop("u", _kernel.Height))
                {
                    var unrolled = isUnrolled ? _kernel.Height : 1;
                    var from = Sum(
                        Times("p", PointStride), Times("i", _pointFloats), Times("r", RowFloats), Times("t", Lanes), isUnrolled ? "" : Times("u", RowFloats)) + kernel.Lane;
                    var weights = Sum(Times("o", OutputWeights), Times("p", _weightFloats), Times("i", _kernel.Height), isUnrolled ? "" : "u");
                    code.Line($"ReadOnlySpan<float> ps = points.Slice({from}, {((unrolled - 1) * RowFloats) + ((columns - 1) * Lanes) + kernel.Width});");
                    code.Line($"ReadOnlySpan<float> ws = pointWeights.Slice({weights}, {((block.Rows - 1) * OutputWeights) + unrolled});");
                    for (var u = 0; u < unrolled; u++)
                    {
                        code.Line($"z.{z.MultiplyAdd(new("ws", u, OutputWeights), new("ps", u * RowFloats, Lanes))}{(unrolled > 1 ? CodeWriter.Invariant($" // kernel row {u}") : "")}");
                    }
                }
            }

            code.Line();
            var target = Sum(Times("p", block.Rows * tiles * Lanes), Times("t", Lanes)) + kernel.Lane;
            code.Line($"z.{z.Store(kernel, CodeWriter.Invariant($"products.Slice({target}, {((block.Rows - 1) * tiles * Lanes) + ((columns - 1) * Lanes) + kernel.Width})"), tiles * Lanes, Lanes)}");
        }
    }

    private void WriteForwardResults(KernelWriter kernel, RegisterBlock block, int rows, ActivationEmitter activation)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer y = _step.Output;
        var tiles = rows * form.Tiles;
        using (code.ClosedLoop("m", block.Rows))
        {
            var output = Sum("o", "m");
            if (_step.Bias is not null)
            {
                code.Line($"{kernel.Vector} b = Create(bias[{output}]);");
            }

            using (code.Loop("row", rows))
            using (code.Loop("tile", form.Tiles))
            {
                DeclareColumn(code, form);
                code.Line($"ReadOnlySpan<float> ms = products.Slice({Sum(Times("m", tiles * Lanes), Times("row", RowFloats), Times("tile", Lanes))}{kernel.Lane}, {((_toom.Points - 1) * block.Rows * tiles * Lanes) + kernel.Width});");
                code.Line($"Span<float> ys = y.Slice({Sum(Times($"({output})", y.ChannelFloats), Times("(r + row)", y.RowFloats), Times("c", Lanes), Term(y.Origin))}{kernel.Lane}, {((_toom.Outputs - 1) * Lanes) + kernel.Width});");
                TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                    _toom.Output,
                    point => kernel.Load("ms", point * block.Rows * tiles * Lanes),
                    _step.Bias is null ? null : "b",
                    (column, z) => code.Line(StoreTo(kernel, "ys", column * Lanes, Applied(kernel, activation, z))));
            }
        }
    }

    private static string Applied(KernelWriter kernel, ActivationEmitter activation, string z) => activation.InRegister ? $"({activation.Apply(kernel, z)})" : $"({z})";
}
