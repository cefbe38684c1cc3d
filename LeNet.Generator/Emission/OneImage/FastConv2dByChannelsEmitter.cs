using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Emission.FastConvolution;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Fast convolution of one image, output channels as lanes: a value of x at a point meets a vector of weights at that point.</summary>
internal sealed class FastConv2dByChannelsEmitter(LayerStep layer, Conv2dStep step, FastImage fast) : OneImageStepEmitter
{
    private readonly CookToom _toom = fast.Form.Toom;
    private readonly ImageBuffer _x = layer.Input;
    private readonly ImageBuffer _y = layer.Output;

    /// <summary>Products that a sum at a point goes over.</summary>
    private int Terms => step.Layer.Input.Channels * step.Convolution.Kernel.Height;

    private int PointRows => FastMemory.PointRows(step);

    /// <summary>From one tile of x at the points to the next, in floats.</summary>
    private int TileFloats => _x.ColumnStride;

    private int RowFloats => fast.Form.Tiles * TileFloats;

    private int PointFloats => PointRows * RowFloats;

    private int ChannelFloats => _x.IsPlanar ? _toom.Points * PointFloats : 1;

    public override void WritePrepare(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line($"// {step.Weight.Title} → at the points of {_toom}, [{layer.GroupLanes / kernel.Width}][{_toom.Points}][{Terms}][{kernel.Width} outputs]");
        var at = Sum(Term(layer.PreparedWeight), Times(CodeWriter.Invariant($"(o / {kernel.Width})"), _toom.Points * Terms * kernel.Width), Times("k", kernel.Width), CodeWriter.Invariant($"o % {kernel.Width}"));
        PointWeights.Write(code, step, _toom, at, Terms * kernel.Width);
        if (step.Bias is { } bias)
        {
            code.Line($"parameters.Slice({bias.Offset}, {bias.Count}).CopyTo(prepared.Slice({layer.PreparedBias}, {layer.GroupLanes})); // {bias.Title}");
        }
    }

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        code.Line($"ReadOnlySpan<float> weight = prepared.Slice({layer.PreparedWeight}, {layer.GroupLanes * _toom.Points * Terms}); // {step.Weight.Title} at the points, [{layer.GroupLanes / kernel.Width}][{_toom.Points}][{Terms}][{kernel.Width} outputs]");
        code.Line($"ReadOnlySpan<float> bias = prepared.Slice({layer.PreparedBias}, {layer.GroupLanes}); // filled up with zeros");
        ImageSpans.Declare(kernel, "x", _x);
        ImageSpans.Declare(kernel, "y", _y, writable: true);
        code.Line($"Span<float> points = memory.Slice({fast.Points}, {fast.PointFloats(step, _x)}); // x at the points");
        code.Line($"Span<float> products = memory.Slice({fast.Products}, {fast.ProductFloats(kernel.Target)}); // sums of products at the points [{_toom.Points}][{fast.Rows}][{fast.Form.Tiles}][{kernel.Width}]");
        code.Line();
        WritePoints(kernel);
        code.Line();
        using (code.ClosedLoop("o", layer.GroupLanes, kernel.Width))
        using (code.Loop("r", step.Layer.Output.Height, fast.Rows))
        {
            WriteProducts(kernel);
            code.Line();
            WriteResults(kernel, activation);
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(_y)));
        }
    }

    private void WritePoints(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        using (_x.IsPlanar ? code.ClosedLoop("i", step.Layer.Input.Channels) : default)
        using (code.ClosedLoop("r", PointRows))
        using (code.Loop("tile", fast.Form.Tiles))
        {
            FastConv2dEmitter.DeclareColumn(code, fast.Form);
            using (_x.IsPlanar ? default : code.Loop("i", _x.PixelFloats, kernel.Width))
            {
                var floats = _x.IsPlanar ? 1 : kernel.Width;
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("i", _x.ChannelStride), Times("r", _x.RowStride), Times("c", _x.ColumnStride))}, {((_toom.Points - 1) * _x.ColumnStride) + floats});");
                code.Line($"Span<float> ps = points.Slice({Sum(Times("i", ChannelFloats), Times("r", RowFloats), Times("tile", TileFloats))}, {((_toom.Points - 1) * PointFloats) + floats});");
                TransformWriter transform = _x.IsPlanar ? TransformWriter.OfFloats(code, _toom) : TransformWriter.OfVectors(kernel, _toom);
                for (var k = 0; k < _toom.Points; k++)
                {
                    code.Line(_x.IsPlanar
                        ? CodeWriter.Invariant($"float x{k} = xs[{k}];")
                        : CodeWriter.Invariant($"{kernel.Vector} x{k} = {kernel.Load("xs", k * _x.ColumnStride)};"));
                }

                transform.WriteToPoints(_toom.Input, k => CodeWriter.Invariant($"x{k}"), (point, result) => _x.IsPlanar
                    ? CodeWriter.Invariant($"ps[{point * PointFloats}] = {result};")
                    : CodeWriter.Invariant($"{result}.CopyTo(ps.Slice({point * PointFloats}, {kernel.Width}));"));
            }
        }
    }

    private void WriteProducts(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        var kernelRows = step.Convolution.Kernel.Height;
        var tiles = fast.Rows * fast.Form.Tiles;
        AccumulatorBlock z = new(fast.Run, 1, KeepsColumns: true);
        using (code.ClosedLoop("p", _toom.Points))
        using (kernel.OverlappingBlocks("t", tiles, fast.Run))
        {
            kernel.Declare("z", z, CodeWriter.Invariant($"{kernel.Width} channels × {fast.Run} tiles at a point"));
            using (code.Loop("i", step.Layer.Input.Channels))
            {
                code.Line($"ReadOnlySpan<float> ps = points.Slice({Sum(Times("i", ChannelFloats), Times("p", PointFloats), Times("r", RowFloats), Times("t", TileFloats))}, {((kernelRows - 1) * RowFloats) + ((fast.Run - 1) * TileFloats) + 1});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _toom.Points * Terms), Times("p", Terms * kernel.Width), Times("i", kernelRows * kernel.Width))}, {kernelRows * kernel.Width});");
                for (var u = 0; u < kernelRows; u++)
                {
                    code.Line($"z.{z.MultiplyAdd(new("ps", u * RowFloats, TileFloats), new("ws", u * kernel.Width, 0))} // kernel row {u}");
                }
            }

            code.Line();
            code.Line($"z.{z.Store(kernel, CodeWriter.Invariant($"products.Slice({Sum(Times("p", tiles * kernel.Width), Times("t", kernel.Width))}, {fast.Run * kernel.Width})"), kernel.Width, 0)}");
        }
    }

    private void WriteResults(KernelWriter kernel, ActivationEmitter activation)
    {
        CodeWriter code = kernel.Code;
        var tiles = fast.Rows * fast.Form.Tiles;
        if (step.Bias is not null)
        {
            code.Line($"{kernel.Vector} b = Create(bias.Slice(o, {kernel.Width}));");
        }

        using (code.ClosedLoop("row", fast.Rows))
        using (code.Loop("tile", fast.Form.Tiles))
        {
            FastConv2dEmitter.DeclareColumn(code, fast.Form);
            code.Line($"ReadOnlySpan<float> ms = products.Slice({Sum(Times("row", fast.Form.Tiles * kernel.Width), Times("tile", kernel.Width))}, {((_toom.Points - 1) * tiles * kernel.Width) + kernel.Width});");
            code.Line($"Span<float> ys = y.Slice({Sum(Times("(r + row)", _y.RowStride), Times("c", _y.ColumnStride), "o")}, {((_toom.Outputs - 1) * _y.ColumnStride) + kernel.Width});");
            TransformWriter.OfVectors(kernel, _toom).WriteFromPoints(
                _toom.Output,
                point => kernel.Load("ms", point * tiles * kernel.Width),
                step.Bias is null ? null : "b",
                (column, z) => code.Line($"({(activation.InRegister ? activation.Apply(kernel, z) : z)}).CopyTo(ys.Slice({column * _y.ColumnStride}, {kernel.Width}));"));
        }
    }
}
