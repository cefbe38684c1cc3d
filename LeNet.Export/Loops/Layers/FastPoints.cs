using LeNet.Export.Networks;
using LeNet.Generator.Planning.FastConvolution;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>x at the points of a fast convolution: [input channel][point][row][tile].</summary>
/// <param name="code">Where statements go.</param>
/// <param name="layer">The convolution.</param>
/// <param name="window">Its window.</param>
/// <param name="form">Its form.</param>
internal sealed class FastPoints(LoopBuilder code, ExportedLayer layer, Window window, FastForm form)
{
    private readonly CookToom _toom = form.Toom;
    private readonly Shape _in = layer.Input;
    private readonly int _rows = layer.Output.Height + window.Kernel.Height - 1;

    /// <summary>Columns of a row with its border.</summary>
    public int Width => layer.Output.Width + window.Kernel.Width - 1;

    /// <summary>Values of a channel at a point.</summary>
    public int Length => _rows * form.Tiles;

    /// <summary>Values in all.</summary>
    public int Count => _in.Channels * _toom.Points * Length;

    /// <summary>Writes the loops.</summary>
    /// <param name="x">The input.</param>
    /// <param name="points">Gets its values at the points.</param>
    /// <param name="buffer">Memory for a row with its border.</param>
    public void Write(LoopArray x, LoopBuffer points, Func<string, int, LoopBuffer> buffer)
    {
        code.Remark(FormattableString.Invariant($"{_toom}: x at the points 0, {string.Join(", ", _toom.Pairs.Select(point => $"±{point}"))} and ∞, for tiles of {_toom.Outputs} columns"));
        LoopBuffer? row = window.Padding.AreEmpty ? null : buffer("row", Width);
        using (code.For("i", _in.Channels, out Variable i))
        using (code.For("r", _rows, out Variable r))
        {
            LoopArray xs = row is null ? code.View("xs", x, ((i * _in.Height) + r) * _in.Width, _in.Width) : row;
            if (row is not null)
            {
                WritePaddedRow(x, row, i, r);
            }

            using (code.For("t", form.Tiles, out Variable t))
            {
                Expression column = Column(t);
                Expression[] values = [.. Enumerable.Range(0, _toom.Points).Select(k => code.Let(FormattableString.Invariant($"x{k}"), xs[column + k]))];
                Variable at = code.Let("at", (((i * (_toom.Points * _rows)) + r) * form.Tiles) + t);
                PointLoops.ToPoints(code, _toom.Input, values, (point, value) => code.Store(points, at + (point * Length), value));
            }
        }
    }

    /// <summary>Where a tile begins.</summary>
    public Expression Column(Variable tile) => form.Overlap == 0
        ? code.Let("c", tile * _toom.Outputs)
        : code.Let("c", new Extreme(false, tile * _toom.Outputs, form.Columns - _toom.Outputs), "the last tile overlaps the one before");

    private void WritePaddedRow(LoopArray x, LoopBuffer row, Variable i, Variable r)
    {
        using (code.For("k", row, out Variable k))
        {
            code.Store(row, k, 0f);
        }

        int top = window.Padding.Top;
        Expression isInside = top == 0 ? r < _in.Height : NotLess(r, top) & (r < top + _in.Height);
        using (code.If(isInside))
        {
            ArrayView source = code.View("source", x, ((i * _in.Height) + (r - top)) * _in.Width, _in.Width);
            using (code.For("c", source, out Variable c))
            {
                code.Store(row, c + window.Padding.Left, source[c]);
            }
        }
    }
}
