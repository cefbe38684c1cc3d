using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.FastConvolution;

internal sealed partial class FastConv2dEmitter
{
    /// <summary>Point by point, every input row's sum of products from the output rows that it took part in; then what the tiles make of them overlaps, and is added up.</summary>
    protected override void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        RegisterBlock block = FastBlocks.For(kernel.Target, _step, form).InputGradient;
        DeclareWeights(kernel);
        DeclareSlopes(kernel);
        DeclarePoints(kernel, "∂L/∂x");
        var columns = FastMemory.RowColumns(_step);
        DeclareTransient(kernel, "row", MemoryOf(kernel).Results, columns * Lanes, CodeWriter.Invariant($"a row of the gradient, with the border [{columns}][{Lanes}]"));
        DeclareInputAndGradient(kernel, _step);
        code.Line();
        using (code.ClosedLoop("q", _toom.Points))
        using (code.Loop("p", _in.Height))
        {
            DeclareOutputRows(kernel);
            kernel.ExactBlocks("i", _in.Channels, block.Rows, channels =>
            {
                using (kernel.LaneLoop())
                {
                    WriteInputProducts(kernel, channels, Math.Min(block.Columns, form.Tiles));
                }
            });
        }

        code.Line();
        using (code.ClosedLoop("i", _in.Channels))
        using (code.Loop("p", _in.Height))
        using (kernel.LaneLoop())
        {
            WriteInputResults(kernel);
        }
    }

    private void WriteInputProducts(KernelWriter kernel, int channels, int tiles)
    {
        CodeWriter code = kernel.Code;
        Margins margins = _step.Convolution.Margins;
        var g = AccumulatorBlock.Of(channels, tiles);
        var outputs = FastForm.ChannelsTogether(_out.Channels);
        using (kernel.OverlappingBlocks("t", form.Tiles, tiles))
        {
            kernel.Declare("g", g, CodeWriter.Invariant($"{channels} input channels × {tiles} tiles at a point"));
            using (code.Loop("o", _out.Channels, outputs))
            using (code.Block("for (int r = first; r <= last; r++)"))
            {
                code.Line($"int u = {Sum("p", Term(margins.Top))} - r; // the kernel's row");
                code.Line($"ReadOnlySpan<float> ss = slopes.Slice({Sum(Times("q", SlopeStride(kernel.Target)), Times("o", _slopeFloats), Times("r", RowFloats), Times("t", Lanes))}{kernel.Lane}, {((outputs - 1) * _slopeFloats) + ((tiles - 1) * Lanes) + kernel.Width});");
                code.Line($"ReadOnlySpan<float> ws = pointWeights.Slice({Sum(Times("o", OutputWeights), Times("q", _weightFloats), Times("i", _kernel.Height), "u")}, {((outputs - 1) * OutputWeights) + ((channels - 1) * _kernel.Height) + 1});");
                for (var k = 0; k < outputs; k++)
                {
                    code.Line($"g.{g.MultiplyAdd(new("ws", k * OutputWeights, _kernel.Height), new("ss", k * _slopeFloats, Lanes))}");
                }
            }

            code.Line();
            var target = Sum(Times("q", PointStride), Times("i", _pointFloats), Times("p", RowFloats), Times("t", Lanes), Term(margins.Top * RowFloats)) + kernel.Lane;
            code.Line($"g.{g.Store(kernel, CodeWriter.Invariant($"points.Slice({target}, {((channels - 1) * _pointFloats) + ((tiles - 1) * Lanes) + kernel.Width})"), _pointFloats, Lanes)}");
        }
    }

    private void WriteInputResults(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;

        // The first tile has nothing before it; the last may overlap more than the others.
        WriteTiles(0, 1);
        var alike = form.Overlap == 0 ? form.Tiles : form.Tiles - 1;
        if (alike > 1)
        {
            WriteTiles(1, alike);
        }

        if (form.Overlap > 0 && form.Tiles > 1)
        {
            WriteTiles(form.Tiles - 1, form.Tiles);
        }

        code.Line();
        WriteInputStores(kernel);

        void WriteTiles(int first, int end)
        {
            var shared = first == 0 ? 0 : _toom.Points - (form.Start(first) - form.Start(first - 1));
            using (end - first > 1 ? code.Block($"for (int tile = {first}; tile < {end}; tile++)") : code.Braces())
            {
                var tile = end - first > 1 ? Times("tile", Lanes) : Term(first * Lanes);
                var column = end - first > 1 ? Times("tile", _toom.Outputs * Lanes) : Term(form.Start(first) * Lanes);
                var from = Sum(Times("i", _pointFloats), Times("p", RowFloats), tile, Term(_step.Convolution.Margins.Top * RowFloats));
                code.Line($"ReadOnlySpan<float> ms = points.Slice({from}{kernel.Lane}, {((_toom.Points - 1) * PointStride) + kernel.Width});");
                code.Line($"Span<float> rs = row.Slice({Sum(column)}{kernel.Lane}, {((_toom.Points - 1) * Lanes) + kernel.Width});");
                TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                    _toom.Input,
                    point => kernel.Load("ms", point * PointStride),
                    null,
                    (k, g) => code.Line(StoreTo(kernel, "rs", k * Lanes, k < shared ? $"({kernel.Load("rs", k * Lanes)} + ({g}))" : $"({g})")));
            }
        }
    }

    /// <summary>The row without its border, times the derivative of the layer before.</summary>
    private void WriteInputStores(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        using (code.Loop("c", _in.Width))
        {
            code.Line($"{kernel.Vector} g = Create(row.Slice({Sum(Times("c", Lanes), Term(_step.Convolution.Margins.Left * Lanes))}{kernel.Lane}, {kernel.Width}));");
            WriteGradientStores(
                kernel,
                _step,
                buffer => Sum(Times("i", buffer.ChannelFloats), Times("p", buffer.RowFloats), Times("c", Lanes), Term(buffer.Origin)),
                columns: 1,
                _ => "g");
        }
    }
}
