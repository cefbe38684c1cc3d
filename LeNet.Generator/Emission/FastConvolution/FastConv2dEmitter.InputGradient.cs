using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.FastConvolution;

internal sealed partial class FastConv2dEmitter
{
    /// <summary>A row of some input channels: products at the points from every output row that it took part in; what the tiles make of them overlaps, and is added up.</summary>
    protected override void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        FastMemory memory = MemoryOf(kernel);
        RegisterBlock block = FastBlocks.For(kernel.Target, _step, form).InputGradient;
        DeclareWeights(kernel);
        DeclareSlopes(kernel, memory, _out.Channels);
        DeclareTransient(
            kernel, "products", memory.Products, _toom.Points * block.Rows * RowFloats, CodeWriter.Invariant($"sums of products at the points [{_toom.Points}][{block.Rows}][{form.Tiles}][{Lanes}]"));
        var rowFloats = FastMemory.RowColumns(_step) * Lanes;
        DeclareTransient(
            kernel, "rows", memory.Results, block.Rows * rowFloats, CodeWriter.Invariant($"rows of the gradient, with the border [{block.Rows}][{FastMemory.RowColumns(_step)}][{Lanes}]"));
        DeclareInputAndGradient(kernel, _step);
        code.Line();
        kernel.ExactBlocks("i", _in.Channels, block.Rows, channels =>
        {
            using (code.Loop("p", _in.Height))
            {
                DeclareOutputRows(kernel);
                using (kernel.LaneLoop())
                {
                    using (code.ClosedLoop("q", _toom.Points))
                    {
                        WriteInputProducts(kernel, channels, block.Columns);
                    }

                    code.Line();
                    WriteInputResults(kernel, channels, rowFloats);
                }
            }
        });
    }

    private void WriteInputProducts(KernelWriter kernel, int channels, int mostTiles)
    {
        CodeWriter code = kernel.Code;
        var tiles = Math.Min(mostTiles, form.Tiles);
        var g = AccumulatorBlock.Of(channels, tiles);
        using (kernel.OverlappingBlocks("t", form.Tiles, tiles))
        {
            kernel.Declare("g", g, CodeWriter.Invariant($"{channels} input channels × {tiles} tiles at a point"));
            using (code.Loop("o", _out.Channels))
            using (code.Block("for (int r = first; r <= last; r++)"))
            {
                code.Line($"int u = {Sum("p", Term(_step.Convolution.Margins.Top))} - r;");
                code.Line($"ReadOnlySpan<float> ss = slopes.Slice({Sum(SlopesOf("o"), Times("q", _slopeFloats), Times("r", RowFloats), Times("t", Lanes))}{kernel.Lane}, {((tiles - 1) * Lanes) + kernel.Width});");
                code.Line($"ReadOnlySpan<float> ws = pointWeights.Slice({Sum(Times("o", OutputWeights), Times("q", _weightFloats), Times("i", _kernel.Height), "u")}, {((channels - 1) * _kernel.Height) + 1});");
                code.Line($"g.{g.MultiplyAdd(new("ws", 0, _kernel.Height), new("ss", 0, Lanes))}");
            }

            code.Line();
            var target = Sum(Times("q", channels * RowFloats), Times("t", Lanes)) + kernel.Lane;
            code.Line($"g.{g.Store(kernel, CodeWriter.Invariant($"products.Slice({target}, {((channels - 1) * RowFloats) + ((tiles - 1) * Lanes) + kernel.Width})"), RowFloats, Lanes)}");
        }
    }

    private void WriteInputResults(KernelWriter kernel, int channels, int rowFloats)
    {
        CodeWriter code = kernel.Code;
        using (code.ClosedLoop("m", channels))
        {
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
            WriteInputStores(kernel, rowFloats);
        }

        void WriteTiles(int first, int end)
        {
            var shared = first == 0 ? 0 : _toom.Points - (form.Start(first) - form.Start(first - 1));
            using (end - first > 1 ? code.Block($"for (int tile = {first}; tile < {end}; tile++)") : code.Braces())
            {
                var tile = end - first > 1 ? Times("tile", Lanes) : Term(first * Lanes);
                var column = end - first > 1 ? Times("tile", _toom.Outputs * Lanes) : Term(form.Start(first) * Lanes);
                code.Line($"ReadOnlySpan<float> ms = products.Slice({Sum(Times("m", RowFloats), tile)}{kernel.Lane}, {((_toom.Points - 1) * channels * RowFloats) + kernel.Width});");
                code.Line($"Span<float> rs = rows.Slice({Sum(Times("m", rowFloats), column)}{kernel.Lane}, {((_toom.Points - 1) * Lanes) + kernel.Width});");
                TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                    _toom.Input,
                    point => kernel.Load("ms", point * channels * RowFloats),
                    null,
                    (k, g) => code.Line(StoreTo(kernel, "rs", k * Lanes, k < shared ? $"({kernel.Load("rs", k * Lanes)} + ({g}))" : $"({g})")));
            }
        }
    }

    /// <summary>The row without its border, times the derivative of the layer before.</summary>
    private void WriteInputStores(KernelWriter kernel, int rowFloats)
    {
        CodeWriter code = kernel.Code;
        using (code.Loop("c", _in.Width))
        {
            code.Line($"{kernel.Vector} g = Create(rows.Slice({Sum(Times("m", rowFloats), Times("c", Lanes), Term(_step.Convolution.Margins.Left * Lanes))}{kernel.Lane}, {kernel.Width}));");
            WriteGradientStores(
                kernel,
                _step,
                buffer => Sum(Times("(i + m)", buffer.ChannelFloats), Times("p", buffer.RowFloats), Times("c", Lanes), Term(buffer.Origin)),
                columns: 1,
                _ => "g");
        }
    }
}
