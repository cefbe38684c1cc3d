using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through a convolution by a form of Cook and Toom: x and ∂L/∂z at the points, products there, and what the sums of those make.</summary>
internal sealed class FastConv2dTraining(BackwardWriter step, ExportedLayer layer, Window window, FastForm form)
{
    private readonly CookToom _toom = form.Toom;
    private readonly Shape _in = layer.Input;
    private readonly Shape _out = layer.Output;
    private readonly int _kernelRows = window.Kernel.Height;
    private readonly FastPoints _points = new(step.Code, layer, window, form);

    /// <summary>Values of ∂L/∂z at a point, of a channel.</summary>
    private int SlopeLength => _out.Height * form.Tiles;

    /// <summary>The weights at the points, as the engine computes them.</summary>
    public static PrepareStep Prepare(ExportedLayer layer, FastForm form, LoopArray weight, LoopTable made)
    {
        CookToom toom = form.Toom;
        int rows = weight.Length / layer.Output.Channels / toom.Taps;
        var code = new LoopBuilder();
        using (code.For("o", layer.Output.Channels, out Variable o))
        using (code.For("k", rows, out Variable k))
        {
            ArrayView w = code.View("w", weight, ((o * rows) + k) * toom.Taps, toom.Taps);
            ArrayView points = code.View("points", made, (o * (toom.Points * rows)) + k, ((toom.Points - 1) * rows) + 1);
            PointLoops.ToPoints(code, toom.Kernel, [.. Enumerable.Range(0, toom.Taps).Select(v => w[v])], (point, value) => code.Store(points, point * rows, value));
        }

        return new PrepareStep(layer.Name, $"the weights at the points of {toom}", code.Statements);
    }

    /// <summary>Writes it.</summary>
    public void Write()
    {
        LoopBuilder code = step.Code;
        LoopBuffer points = step.Buffer("points", _points.Count);
        int channelLength = _toom.Points * SlopeLength;
        LoopBuffer slopes = step.Buffer("slopes", (step.WantsInputGradient ? _out.Channels : 1) * channelLength);
        ArrayView weightSums = step.SumsOf("weight", "gw");
        ArrayView? biasSums = step.Has("bias") ? step.SumsOf("bias", "gb") : null;
        _points.Write(step.X, points, step.Buffer);
        using (code.For("o", _out.Channels, out Variable o))
        {
            ArrayView ss = code.View("ss", slopes, step.WantsInputGradient ? o * channelLength : 0, channelLength);
            WriteSlopes(ss, o);
            if (biasSums is not null)
            {
                WriteBias(ss, biasSums, o);
            }

            using (code.For("i", _in.Channels, out Variable i))
            using (code.For("u", _kernelRows, out Variable u))
            {
                WriteWeights(ss, points, (o, i, u), code.View("gs", weightSums, ((((o * _in.Channels) + i) * _kernelRows) + u) * window.Kernel.Width, window.Kernel.Width));
            }
        }

        if (step.WantsInputGradient)
        {
            WriteInput(slopes);
        }
    }

    /// <summary>∂L/∂z at the points: [point][row][tile]. A column that two tiles have is the first one's.</summary>
    private void WriteSlopes(ArrayView ss, Variable o)
    {
        LoopBuilder code = step.Code;
        using (code.For("r", _out.Height, out Variable r))
        {
            ArrayView ds = code.View("ds", step.Delta, ((o * _out.Height) + r) * _out.Width, _out.Width);
            using (code.For("t", form.Tiles, out Variable t))
            {
                Expression column = _points.Column(t);
                Expression[] d =
                [
                    .. Enumerable.Range(0, _toom.Outputs).Select(k => code.Let(
                        FormattableString.Invariant($"d{k}"), k < form.Overlap ? Select(t < form.Tiles - 1, ds[column + k], 0f) : ds[column + k])),
                ];
                Variable at = code.Let("at", (r * form.Tiles) + t);
                PointLoops.ToPoints(code, _toom.Output, d, (point, value) => code.Store(ss, at + (point * SlopeLength), value));
            }
        }
    }

    /// <summary>At the point 1 a tile is the sum of its columns.</summary>
    private void WriteBias(ArrayView ss, ArrayView sums, Variable o)
    {
        LoopBuilder code = step.Code;
        Variable b = code.Var("b", 0f);
        using (code.For("t", SlopeLength, out Variable t))
        {
            code.Set(b, b + ss[t + SlopeLength]);
        }

        step.Add(sums, o, b);
    }

    /// <summary>A row of a kernel's gradient: the sums of products at all points side by side.</summary>
    private void WriteWeights(ArrayView ss, LoopBuffer points, (Variable Output, Variable Input, Variable Row) at, ArrayView sums)
    {
        LoopBuilder code = step.Code;
        ArrayView ps = code.View("ps", points, (at.Input * (_toom.Points * _points.Length)) + (at.Row * form.Tiles), _toom.Points * _points.Length);
        Variable[] products = Products();
        using (code.For("t", SlopeLength, out Variable t))
        {
            foreach ((int point, Variable product) in products.Index())
            {
                code.Set(product, Fma(ss[t + (point * SlopeLength)], ps[t + (point * _points.Length)], product));
            }
        }

        PointLoops.FromPoints(code, _toom.Kernel, point => products[point], null, (v, value) => step.Add(sums, v, value));
    }

    /// <summary>Row by row of the input: what the tiles' sums of products make of it overlaps, and is added up.</summary>
    private void WriteInput(LoopBuffer slopes)
    {
        LoopBuilder code = step.Code;
        LoopBuffer row = step.Buffer("gradients", _points.Width);
        int top = window.Padding.Top;
        using (code.For("i", _in.Channels, out Variable i))
        using (code.For("p", _in.Height, out Variable p))
        {
            step.Clear(row);
            code.Remark("the output rows that this input row took part in");
            Variable first = code.Let("first", new Extreme(true, 0, p + (top - (_kernelRows - 1))));
            Variable end = code.Let("end", new Extreme(false, _out.Height, p + (top + 1)));
            using (code.For("t", form.Tiles, out Variable t))
            {
                Expression column = _points.Column(t);
                Variable[] products = Products();
                WriteInputProducts(products, slopes, (i, p, t), (first, end));
                PointLoops.FromPoints(code, _toom.Input, point => products[point], null, (k, value) => step.Add(row, column + k, value));
            }

            using (code.For("q", _in.Width, out Variable q))
            {
                step.StoreInput((((i * _in.Height) + p) * _in.Width) + q, row[q + window.Padding.Left]);
            }
        }
    }

    /// <summary>The sums at all points over output channels and rows: some channels together, then row by row.</summary>
    private void WriteInputProducts(Variable[] products, LoopBuffer slopes, (Variable Channel, Variable Row, Variable Tile) at, (Variable First, Variable End) rows)
    {
        LoopBuilder code = step.Code;
        int together = FastForm.ChannelsTogether(_out.Channels);
        int terms = _in.Channels * _kernelRows;
        LoopTable weights = step.Made(FastConv2dLoops.WeightName);
        using (code.For("block", _out.Channels / together, out Variable block))
        using (code.For("r", rows.First, rows.End, out Variable r))
        using (code.For("o", block * together, (block * together) + together, out Variable o))
        {
            Expression u = at.Row + window.Padding.Top - r;
            ArrayView ws = code.View("ws", weights, (o * (_toom.Points * terms)) + (at.Channel * _kernelRows) + u, ((_toom.Points - 1) * terms) + 1);
            ArrayView ss = code.View("ss", slopes, (o * (_toom.Points * SlopeLength)) + (r * form.Tiles) + at.Tile, ((_toom.Points - 1) * SlopeLength) + 1);
            foreach ((int point, Variable product) in products.Index())
            {
                code.Set(product, Fma(ws[point * terms], ss[point * SlopeLength], product));
            }
        }
    }

    private Variable[] Products() => [.. Enumerable.Range(0, _toom.Points).Select(point => step.Code.Var(FormattableString.Invariant($"product{point}"), 0f))];
}
