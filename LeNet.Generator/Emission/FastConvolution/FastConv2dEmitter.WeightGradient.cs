using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.FastConvolution;

internal sealed partial class FastConv2dEmitter
{
    /// <summary>Multiply-adds that a pass of the inner loop writes out at most.</summary>
    private const int MostPerPass = 60;

    /// <summary>∂L/∂z at the points, then products with x at the points, summed over rows and tiles lane by lane; what they make is summed over the lanes.</summary>
    protected override void WriteWeightGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        FastMemory memory = MemoryOf(kernel);
        var blocks = FastBlocks.For(kernel.Target, _step, form);
        RegisterBlock block = blocks.WeightGradient;
        var channels = blocks.WeightGradientChannels;
        var kernelRows = Math.Min(block.Columns, _kernel.Height);
        kernel.Declare("x", _step.Input);
        kernel.Declare("delta", _step.OutputGradient);
        code.Line($"Span<float> weightGradient = record.Slice({_step.WeightGradientOffset}, {_step.Weight.Count}); // gradient of {_step.Weight.Title}");
        if (_step.Bias is { } bias)
        {
            code.Line($"Span<float> biasGradient = record.Slice({_step.BiasGradientOffset}, {bias.Count}); // gradient of {bias.Title}");
        }

        DeclarePoints(kernel);
        DeclareSlopes(kernel);
        DeclareTransient(
            kernel, "products", memory.Products, _toom.Points * channels * block.Rows * _kernel.Height * Lanes, CodeWriter.Invariant($"sums of products at the points [{_toom.Points}][{channels}][{block.Rows}][{_kernel.Height}][{Lanes}]"));
        DeclareTransient(
            kernel, "sums", memory.Results, block.Rows * _kernel.Area * Lanes, CodeWriter.Invariant($"on their way to a sum over lanes [{block.Rows}][{_kernel.Height}][{_kernel.Width}][{Lanes}]"));
        code.Line();
        code.Line($"{PointsMethod}(x, points);");
        using (kernel.OverlappingBlocks("o", _out.Channels, block.Rows))
        {
            WriteSlopes(kernel, block.Rows);
            code.Line();
            if (_step.Bias is not null)
            {
                WriteBiasSums(kernel, block.Rows);
                code.Line();
            }

            using (channels == _in.Channels ? default : code.Loop("first", _in.Channels, channels))
            {
                using (code.ClosedLoop("p", _toom.Points))
                using (code.ClosedLoop("i", channels))
                using (kernel.LaneLoop())
                using (kernel.OverlappingBlocks("u", _kernel.Height, kernelRows))
                {
                    WriteWeightProducts(kernel, block.Rows, kernelRows, channels);
                }

                code.Line();
                using (code.ClosedLoop("i", channels))
                {
                    WriteWeightResults(kernel, block.Rows, channels);
                }
            }
        }
    }

    /// <summary>Declares ∂L/∂z at the points.</summary>
    private void DeclareSlopes(KernelWriter kernel)
    {
        var channels = KeptChannels(kernel.Target);
        DeclareTransient(
            kernel,
            "slopes",
            MemoryOf(kernel).Slopes,
            _toom.Points * channels * _slopeFloats,
            CodeWriter.Invariant($"∂L/∂z at the points [{_toom.Points}][{channels}][{_out.Height}][{form.Tiles}][{Lanes}]"));
    }

    /// <summary>Output channels whose slopes are in memory at once: all where the input gradient needs them, else a block's.</summary>
    private int KeptChannels(VectorTarget target) =>
        _step.WantsInputGradient ? _out.Channels : FastBlocks.For(target, _step, form).WeightGradient.Rows;

    /// <summary>From a point of ∂L/∂z to the next.</summary>
    private int SlopeStride(VectorTarget target) => KeptChannels(target) * _slopeFloats;

    /// <summary>Where the slopes of a block begin.</summary>
    private string SlopesOfBlock => _step.WantsInputGradient ? Times("o", _slopeFloats) : "";

    /// <summary>S[o,p,r,t] = Σ_c p^c ∂L/∂z[o,r,c]. A column that two tiles have is the first one's.</summary>
    private void WriteSlopes(KernelWriter kernel, int channels)
    {
        CodeWriter code = kernel.Code;
        var whole = form.Overlap == 0 ? form.Tiles : form.Tiles - 1;
        var stride = SlopeStride(kernel.Target);
        using (code.ClosedLoop("m", channels))
        using (code.Loop("r", _out.Height))
        using (kernel.LaneLoop())
        {
            if (whole > 0)
            {
                using (form.Overlap > 0 && whole == 1 ? code.Braces() : default)
                using (code.Loop("tile", whole))
                {
                    WriteTile("tile", Times("tile", _toom.Outputs * Lanes), first: 0);
                }
            }

            if (form.Overlap > 0)
            {
                code.Line();
                using (whole > 0 ? code.Braces() : default)
                {
                    WriteTile(CodeWriter.Invariant($"{form.Tiles - 1}"), Term(form.Start(form.Tiles - 1) * Lanes), form.Overlap);
                }
            }
        }

        void WriteTile(string tile, string column, int first)
        {
            ActivationBuffer delta = _step.OutputGradient;
            var to = _step.WantsInputGradient ? "(o + m)" : "m";
            var at = tile == "tile" ? Times("tile", Lanes) : Term((form.Tiles - 1) * Lanes);
            code.Line($"ReadOnlySpan<float> ds = delta.Slice({Sum(Times("(o + m)", delta.ChannelFloats), Times("r", delta.RowFloats), column, Term(delta.Origin))}{kernel.Lane}, {((_toom.Outputs - 1) * Lanes) + kernel.Width});");
            code.Line($"Span<float> ss = slopes.Slice({Sum(Times(to, _slopeFloats), Times("r", RowFloats), at)}{kernel.Lane}, {((_toom.Points - 1) * stride) + kernel.Width});");
            for (var c = first; c < _toom.Outputs; c++)
            {
                code.Line($"{kernel.Vector} d{c} = {kernel.Load("ds", c * Lanes)};");
            }

            TransformWriter.OfVectors(kernel, _toom).WriteToPoints(
                _toom.Output, c => c < first ? null : CodeWriter.Invariant($"d{c}"), (point, result) => StoreTo(kernel, "ss", point * stride, result));
        }
    }

    /// <summary>At the point 1 a tile of ∂L/∂z is the sum of its columns.</summary>
    private void WriteBiasSums(KernelWriter kernel, int rows)
    {
        CodeWriter code = kernel.Code;
        var b = AccumulatorBlock.Of(rows, 1);
        using (kernel.LaneLoop())
        {
            kernel.Declare("b", b, CodeWriter.Invariant($"{rows} output channels: at the point 1, a tile is the sum of its columns"));
            using (code.Loop("t", _out.Height * form.Tiles))
            {
                code.Line($"b.{b.Add(CodeWriter.Invariant($"slopes.Slice({Sum(SlopesOfBlock, Times("t", Lanes), Term(SlopeStride(kernel.Target)))}{kernel.Lane}, {((rows - 1) * _slopeFloats) + kernel.Width})"), _slopeFloats, 0)}");
            }

            code.Line();
            code.Line($"b.{b.Store(kernel, CodeWriter.Invariant($"sums.Slice({(kernel.Lane.Length == 0 ? "0" : "lane")}, {((rows - 1) * Lanes) + kernel.Width})"), Lanes, 0)}");
        }

        code.Line();
        code.Line($"LaneMath.Sums(sums.Slice(0, {rows * Lanes}), biasGradient.Slice({(rows == _out.Channels ? "0" : "o")}, {rows}));");
    }

    private void WriteWeightProducts(KernelWriter kernel, int rows, int kernelRows, int channels)
    {
        CodeWriter code = kernel.Code;
        var g = AccumulatorBlock.Of(rows, kernelRows);
        var tiles = _out.Height * form.Tiles;
        var perPass = PerPass(tiles, rows * kernelRows);
        kernel.Declare("g", g, CodeWriter.Invariant($"{rows} output channels × {kernelRows} kernel rows at a point"));
        using (code.Loop("t", tiles, perPass))
        {
            code.Line($"ReadOnlySpan<float> ss = slopes.Slice({Sum(Times("p", SlopeStride(kernel.Target)), SlopesOfBlock, Times("t", Lanes))}{kernel.Lane}, {((rows - 1) * _slopeFloats) + ((perPass - 1) * Lanes) + kernel.Width});");
            code.Line($"ReadOnlySpan<float> ps = points.Slice({Sum(Times("p", PointStride), Times(Channel(channels), _pointFloats), Times("u", RowFloats), Times("t", Lanes))}{kernel.Lane}, {((kernelRows - 1) * RowFloats) + ((perPass - 1) * Lanes) + kernel.Width});");
            for (var k = 0; k < perPass; k++)
            {
                code.Line($"g.{g.AddProducts(new("ss", k * Lanes, _slopeFloats), new("ps", k * Lanes, RowFloats))}");
            }
        }

        code.Line();
        var target = Sum(Times("p", channels * rows * _kernel.Height * Lanes), Times("i", rows * _kernel.Height * Lanes), Times("u", Lanes)) + kernel.Lane;
        code.Line($"g.{g.Store(kernel, CodeWriter.Invariant($"products.Slice({target}, {((((rows - 1) * _kernel.Height) + kernelRows - 1) * Lanes) + kernel.Width})"), _kernel.Height * Lanes, Lanes)}");
    }

    /// <summary>The input channel of a group.</summary>
    private string Channel(int channels) => channels == _in.Channels ? "i" : "(first + i)";

    /// <summary>Tiles whose products one pass of the inner loop adds: enough to hide its end, a divisor of all.</summary>
    private static int PerPass(int tiles, int accumulators) =>
        RegisterBlock.Divisor(tiles, MostPerPass / accumulators);

    private void WriteWeightResults(KernelWriter kernel, int rows, int channels)
    {
        CodeWriter code = kernel.Code;
        var count = rows * _kernel.Height;
        using (code.ClosedLoop("k", count))
        using (kernel.LaneLoop())
        {
            code.Line($"ReadOnlySpan<float> ms = products.Slice({Sum(Times("i", count * Lanes), Times("k", Lanes))}{kernel.Lane}, {((_toom.Points - 1) * channels * count * Lanes) + kernel.Width});");
            code.Line($"Span<float> gs = sums.Slice({Times("k", _kernel.Width * Lanes)}{kernel.Lane}, {((_kernel.Width - 1) * Lanes) + kernel.Width});");
            TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                _toom.Kernel, point => kernel.Load("ms", point * channels * count * Lanes), null, (v, g) => code.Line(StoreTo(kernel, "gs", v * Lanes, $"({g})")));
        }

        code.Line();
        using (code.ClosedLoop("m", rows))
        {
            var target = Sum(Times(rows == _out.Channels ? "m" : "(o + m)", _in.Channels * _kernel.Area), Times(Channel(channels), _kernel.Area));
            code.Line($"LaneMath.Sums(sums.Slice({Sum(Times("m", _kernel.Area * Lanes))}, {_kernel.Area * Lanes}), weightGradient.Slice({target}, {_kernel.Area}));");
        }
    }
}
