using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r·stride + u·dilation − padding, …].</summary>
internal sealed class Conv2dTraining : ILayerTraining
{
    public string Type => "conv2d";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        var window = Window.Of(layer);
        bool hasBias = step.Has("bias");
        if (layer.FastForm is { } form)
        {
            new FastConv2dTraining(step, layer, window, form).Write();
        }
        else
        {
            new Direct(step, layer, window).Write();
        }

        return
        [
            "∂L/∂w[o,i,u,v] = Σ_sample Σ_r Σ_c ∂L/∂z[o,r,c] · x[i, row, column], where the output's r, c and the kernel's u, v meet at this row and column",
            .. hasBias ? ["∂L/∂b[o] = Σ_sample Σ_r Σ_c ∂L/∂z[o,r,c]"] : Array.Empty<string>(),
            .. step.WantsInputGradient ? ["∂L/∂x[i,p,q] = Σ_o Σ_r Σ_c ∂L/∂z[o,r,c] · w[o,i,u,v], where they meet at p, q"] : Array.Empty<string>(),
        ];
    }

    public PrepareStep? Prepare(ExportedLayer layer, LoopArray weight, LoopTable made) => layer.FastForm is { } form
        ? FastConv2dTraining.Prepare(layer, form, weight, made)
        : null;

    /// <summary>A product for each tap.</summary>
    private sealed class Direct(BackwardWriter step, ExportedLayer layer, Window window)
    {
        private readonly Shape _in = layer.Input;
        private readonly Shape _out = layer.Output;
        private readonly int _depth = layer.Tensor("weight").Shape[1];

        /// <summary>Input channels are in groups of the depth, and output channels in as many groups.</summary>
        private int OutputsOfGroup => _out.Channels / (_in.Channels / _depth);

        private bool IsGrouped => _depth < _in.Channels;

        public void Write()
        {
            LoopBuilder code = step.Code;
            ArrayView weightSums = step.SumsOf("weight", "gw");
            if (step.Has("bias"))
            {
                WriteBias(step.SumsOf("bias", "gb"));
            }

            LoopTable? connected = Connected();
            using (code.For("o", _out.Channels, out Variable o))
            {
                Expression firstChannel = IsGrouped ? code.Let("group", o / OutputsOfGroup * _depth, "its first input channel") : 0;
                using (code.For("i", _depth, out Variable i))
                using (code.If(connected is null ? null : connected[(o * _depth) + i] > 0))
                using (code.For("u", window.Kernel.Height, out Variable u))
                {
                    WriteTaps(code.View("gs", weightSums, ((((o * _depth) + i) * window.Kernel.Height) + u) * window.Kernel.Width, window.Kernel.Width), o, firstChannel + i, u);
                }
            }

            if (step.WantsInputGradient)
            {
                WriteInput();
            }
        }

        /// <summary>Weights of channels that are not connected stay 0.</summary>
        private LoopTable? Connected() => layer.Tensor("weight").Connections is { } inputs
            ? step.Constants(
                "connected",
                [_out.Channels, _depth],
                $"{layer.Name}: 1 where an output channel is made of an input channel",
                [.. inputs.SelectMany(list => Enumerable.Range(0, _depth).Select(input => list.Contains(input) ? 1 : 0))])
            : null;

        private void WriteBias(ArrayView sums)
        {
            LoopBuilder code = step.Code;
            using (code.For("o", _out.Channels, out Variable o))
            {
                ArrayView ds = code.View("ds", step.Delta, o * _out.Size.Area, _out.Size.Area);
                Variable b = code.Var("b", 0f);
                using (code.For("k", ds, out Variable k))
                {
                    code.Set(b, b + ds[k]);
                }

                step.Add(sums, o, b);
            }
        }

        /// <summary>A row of a kernel's gradient, over all rows of the output.</summary>
        private void WriteTaps(ArrayView sums, Variable o, Expression channel, Variable u)
        {
            LoopBuilder code = step.Code;
            (int stride, Expression tap, int top) = (window.Stride.Height, u * window.Dilation.Height, window.Padding.Top);
            (Expression first, Expression end) = Conv2dLoops.Inside(code, "row", tap, stride, (top, window.Padding.Bottom), _in.Height, _out.Height);
            if (Conv2dLoops.IsUnrolled(window))
            {
                Variable[] g = [.. Enumerable.Range(0, sums.Length).Select(v => code.Var(FormattableString.Invariant($"g{v}"), 0f))];
                using (code.For("r", first, end, out Variable r))
                {
                    (ArrayView ds, ArrayView xs) = Rows(o, channel, r, (r * stride) + tap - top);
                    using (code.For("c", ds, out Variable c))
                    {
                        foreach ((int v, Variable sum) in g.Index())
                        {
                            code.Set(sum, Fma(ds[c], xs[(c * window.Stride.Width) + (v * window.Dilation.Width)], sum));
                        }
                    }
                }

                foreach ((int v, Variable sum) in g.Index())
                {
                    step.Add(sums, v, sum);
                }

                return;
            }

            using (code.For("v", sums, out Variable v))
            {
                (int across, Expression at, int left) = (window.Stride.Width, v * window.Dilation.Width, window.Padding.Left);
                (Expression firstColumn, Expression endColumn) = Conv2dLoops.Inside(code, "column", at, across, (left, window.Padding.Right), _in.Width, _out.Width);
                Variable g = code.Var("g", 0f);
                using (code.For("r", first, end, out Variable r))
                {
                    (ArrayView ds, ArrayView xs) = Rows(o, channel, r, (r * stride) + tap - top);
                    using (code.For("c", firstColumn, endColumn, out Variable c))
                    {
                        code.Set(g, Fma(ds[c], xs[(c * across) + at - left], g));
                    }
                }

                step.Add(sums, v, g);
            }
        }

        private (ArrayView Delta, ArrayView Input) Rows(Variable o, Expression channel, Variable r, Expression row) => (
            step.Code.View("ds", step.Delta, ((o * _out.Height) + r) * _out.Width, _out.Width),
            step.Code.View("xs", step.X, ((channel * _in.Height) + row) * _in.Width, _in.Width));

        /// <summary>Row by row: an input column gets its shares in the order of the output's channels, rows and columns, so kernel rows and columns go from the last to the first.</summary>
        private void WriteInput()
        {
            LoopBuilder code = step.Code;
            LoopBuffer row = step.Buffer("row", _in.Width);
            (int kernelRows, int dilation, int stride) = (window.Kernel.Height, window.Dilation.Height, window.Stride.Height);
            using (code.For("i", _in.Channels, out Variable i))
            using (code.For("p", _in.Height, out Variable p))
            {
                step.Clear(row);
                Expression firstOutput = IsGrouped ? code.Let("first", i / _depth * OutputsOfGroup, "the first output channel of its group") : 0;
                using (code.For("o", firstOutput, firstOutput + OutputsOfGroup, out Variable o))
                using (code.For("k", kernelRows, out Variable k))
                {
                    Variable u = code.Let("u", kernelRows - 1 - (Expression)k);
                    Variable position = code.Let("position", p + window.Padding.Top - (u * dilation));
                    Expression isRow = NotLess(position, 0) & (position < _out.Height * stride);
                    using (code.If(stride == 1 ? isRow : isRow & (position % stride < 1)))
                    {
                        ArrayView ds = code.View("ds", step.Delta, ((o * _out.Height) + (position / stride)) * _out.Width, _out.Width);
                        Expression channel = IsGrouped ? i % _depth : i;
                        ArrayView w = code.View("w", step.Weights("weight"), ((((o * _depth) + channel) * kernelRows) + u) * window.Kernel.Width, window.Kernel.Width);
                        WriteShares(row, ds, w);
                    }
                }

                using (code.For("q", row, out Variable q))
                {
                    step.StoreInput((((i * _in.Height) + p) * _in.Width) + q, row[q]);
                }
            }
        }

        private void WriteShares(LoopBuffer row, ArrayView ds, ArrayView w)
        {
            LoopBuilder code = step.Code;
            using (code.For("n", w, out Variable n))
            {
                Variable v = code.Let("v", w.Length - 1 - (Expression)n);
                (int stride, Expression at, int left) = (window.Stride.Width, v * window.Dilation.Width, window.Padding.Left);
                (Expression first, Expression end) = Conv2dLoops.Inside(code, "column", at, stride, (left, window.Padding.Right), _in.Width, _out.Width);
                Variable tap = code.Let("tap", w[v]);
                using (code.For("c", first, end, out Variable c))
                {
                    Expression column = (c * stride) + at - left;
                    code.Store(row, column, Fma(tap, ds[c], row[column]));
                }
            }
        }
    }
}
