using LeNet.Export.Networks;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>
/// A convolution by a form of Cook and Toom, as the engine computes it: x at the points, for each output channel its products there, a band of rows at a time, and what they make.
/// </summary>
internal sealed class FastConv2dLoops(StepWriter step, ExportedLayer layer, Window window, FastForm form)
{
    /// <summary>About how many tiles' products are kept at a point: they stay in the first cache, and microcontrollers are short of memory.</summary>
    private const int TilesTogether = 56;

    /// <summary>What the weights at the points are called.</summary>
    public const string WeightName = "point_weight";

    private readonly CookToom _toom = form.Toom;
    private readonly Shape _in = layer.Input;
    private readonly Shape _out = layer.Output;
    private readonly FastPoints _points = new(step.Code, layer, window, form);

    private int PointLength => _points.Length;

    /// <summary>Bands of output rows, each computed whole.</summary>
    private int Bands => Math.Min(_out.Height, ((_out.Height * form.Tiles) + TilesTogether - 1) / TilesTogether);

    private int BandRows => (_out.Height + Bands - 1) / Bands;

    private int BandTiles => BandRows * form.Tiles;

    /// <summary>Writes it, and gives its equation.</summary>
    public string Write()
    {
        LoopBuilder code = step.Code;
        float[] values = layer.Tensor("weight").Values;
        FloatTable weight = step.Made(
            WeightName, [_out.Channels, _toom.Points, _in.Channels, window.Kernel.Height], $"{layer.Tensor("weight").Name} at the points", PointLoops.Weights(_toom, values, _out.Channels));
        FloatTable? bias = step.TensorOrNull("bias");
        LoopBuffer points = step.Buffer("points", _points.Count);
        LoopBuffer products = step.Buffer("products", _toom.Points * BandTiles);

        _points.Write(step.X, points, step.Buffer);
        using (code.For("o", _out.Channels, out Variable o))
        {
            if (Bands == 1)
            {
                WriteBand(code, weight, bias, points, products, o, null);
            }
            else
            {
                using (code.For("band", Bands, out Variable band))
                {
                    Variable top = BandRows * Bands == _out.Height
                        ? code.Let("top", band * BandRows)
                        : code.Let("top", new Extreme(false, band * BandRows, _out.Height - BandRows), "the last band overlaps the one before");
                    WriteBand(code, weight, bias, points, products, o, top);
                }
            }
        }

        return $"z[o,r,c] = {(bias is null ? "" : "b[o] + ")}Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r + u, c + v], by {_toom}";
    }

    private void WriteBand(LoopBuilder code, FloatTable weight, FloatTable? bias, LoopBuffer points, LoopBuffer products, Variable o, Variable? top)
    {
        using (code.For("k", products, out Variable k))
        {
            code.Store(products, k, 0f);
        }

        int terms = _in.Channels * window.Kernel.Height;
        using (code.For("p", _toom.Points, out Variable p))
        using (code.For("i", _in.Channels, out Variable i))
        {
            ArrayView w = code.View("w", weight, (((o * _toom.Points) + p) * terms) + (i * window.Kernel.Height), window.Kernel.Height);
            ArrayView sums = code.View("sums", products, p * BandTiles, BandTiles);
            using (code.For("u", w, out Variable u))
            {
                ArrayView xs = code.View("xs", points, (((i * _toom.Points) + p) * PointLength) + (From(top, u) * form.Tiles), BandTiles);
                Variable tap = code.Let("tap", w[u]);
                using (code.For("t", sums, out Variable t))
                {
                    code.Store(sums, t, Fma(tap, xs[t], sums[t]));
                }
            }
        }

        WriteResults(code, products, o, bias, top);
    }

    private static Expression From(Variable? top, Variable row) => top is null ? row : top + row;

    private void WriteResults(LoopBuilder code, LoopBuffer products, Variable o, FloatTable? bias, Variable? top)
    {
        using (code.For("r", BandRows, out Variable r))
        {
            ArrayView z = code.View("z", step.Y, ((o * _out.Height) + From(top, r)) * _out.Width, _out.Width);
            using (code.For("t", form.Tiles, out Variable t))
            {
                Expression column = _points.Column(t);
                Variable at = code.Let("at", (r * form.Tiles) + t);
                PointLoops.FromPoints(code, _toom.Output, point => products[at + (point * BandTiles)], bias?[o], (index, value) => code.Store(z, column + index, value));
            }
        }
    }
}
