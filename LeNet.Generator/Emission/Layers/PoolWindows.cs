using LeNet.Generator.Architecture.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>
/// The windows of a pool. Where there is padding, some reach beyond the image: of these only the part inside is walked,
/// in a loop, while whole windows are written out.
/// </summary>
internal sealed class PoolWindows(Pool2d pool, Shape input)
{
    /// <summary>Taps of a window that are written out; a larger window is a loop.</summary>
    private const int MostUnrolled = 36;

    /// <summary>At the begin of an output row: which rows of its windows lie inside the image.</summary>
    public void DeclareRows(CodeWriter code) => Declare(code, ("top", "bottom"), "r", pool.Kernel.Height, pool.Stride.Height, pool.Padding.Height, input.Height);

    /// <summary>At a window: which of its columns lie inside the image.</summary>
    public void DeclareColumns(CodeWriter code) => Declare(code, ("left", "right"), "c", pool.Kernel.Width, pool.Stride.Width, pool.Padding.Width, input.Width);

    /// <summary>Writes the statements for a window, once for whole windows and once for those that reach beyond the image, if there are such.</summary>
    public void Write(CodeWriter code, Action<PoolWindow> body)
    {
        if (pool.Padding == default)
        {
            body(new PoolWindow(pool, IsWhole: true, pool.Kernel.Area <= MostUnrolled));
        }
        else if (pool.Kernel.Area > MostUnrolled)
        {
            body(new PoolWindow(pool, IsWhole: false, IsUnrolled: false));
        }
        else
        {
            using (code.Block($"if (bottom - top == {pool.Kernel.Height} && right - left == {pool.Kernel.Width})"))
            {
                body(new PoolWindow(pool, IsWhole: true, IsUnrolled: true));
            }

            using (code.Block("else"))
            {
                body(new PoolWindow(pool, IsWhole: false, IsUnrolled: false));
            }
        }
    }

    private void Declare(CodeWriter code, (string First, string End) names, string window, int kernel, int stride, int padding, int length)
    {
        if (pool.Padding == default)
        {
            return;
        }

        if (padding > 0)
        {
            var first = PoolWindow.First(window, stride, padding);
            code.Line($"int {names.First} = Math.Max(0, -({first})); // the part of the window that lies inside the image");
            code.Line($"int {names.End} = Math.Min({kernel}, {length} - ({first}));");
        }
        else
        {
            code.Line($"const int {names.First} = 0;");
            code.Line($"const int {names.End} = {kernel};");
        }
    }
}

/// <summary>A window at r, c while its statements are written.</summary>
/// <param name="IsWhole">Whether all of it lies inside the image.</param>
/// <param name="IsUnrolled">Whether its taps are written out.</param>
internal sealed record PoolWindow(Pool2d Pool, bool IsWhole, bool IsUnrolled)
{
    /// <summary>Declares the span of a whole window in a buffer; taps of others are found in the buffer itself.</summary>
    public void Declare(CodeWriter code, WindowBuffer buffer, string name)
    {
        if (IsWhole)
        {
            var length = ((Pool.Kernel.Height - 1) * buffer.RowFloats) + ((Pool.Kernel.Width - 1) * buffer.ColumnFloats) + buffer.Width;
            var origin = Sum(
                buffer.Channel,
                Scaled("r", Pool.Stride.Height, Pool.Padding.Height, buffer.RowFloats),
                Scaled("c", Pool.Stride.Width, Pool.Padding.Width, buffer.ColumnFloats),
                Term(buffer.Origin));
            code.Line($"{(buffer.IsWritable ? "Span<float>" : "ReadOnlySpan<float>")} {name} = {buffer.Name}.Slice({origin}{buffer.Lane}, {length});");
        }
    }

    /// <summary>Writes the statements for each tap inside the image, row by row.</summary>
    public void ForEach(CodeWriter code, Action<WindowTap> write)
    {
        if (IsUnrolled)
        {
            for (var tap = 0; tap < Pool.Kernel.Area; tap++)
            {
                write(new WindowTap(this, CodeWriter.Invariant($"{tap}"), tap / Pool.Kernel.Width, tap % Pool.Kernel.Width));
            }

            return;
        }

        using (IsWhole ? code.Loop("u", Pool.Kernel.Height) : code.Block("for (int u = top; u < bottom; u++)"))
        using (IsWhole ? code.Loop("v", Pool.Kernel.Width) : code.Block("for (int v = left; v < right; v++)"))
        {
            write(new WindowTap(this, $"({Sum(Times("u", Pool.Kernel.Width), "v")})", 0, 0));
        }
    }

    /// <summary>The first row or column of a window: r * 2 - 1.</summary>
    public static string First(string window, int stride, int padding) =>
        Times(window, stride) + (padding == 0 ? "" : CodeWriter.Invariant($" - {padding}"));

    private static string Scaled(string window, int stride, int padding, int floats) =>
        padding == 0 ? Times(window, stride * floats) : Times($"({First(window, stride, padding)})", floats);

    /// <summary>A tap in a buffer: its span and its offset there.</summary>
    public (string Span, string Offset) At(WindowBuffer buffer, string name, WindowTap tap)
    {
        if (IsUnrolled)
        {
            return (name, CodeWriter.Invariant($"{(tap.Row * buffer.RowFloats) + (tap.Column * buffer.ColumnFloats)}"));
        }

        return IsWhole
            ? (name, Sum(Times("u", buffer.RowFloats), Times("v", buffer.ColumnFloats)))
            : (buffer.Name, Sum(
                buffer.Channel,
                Times($"({Sum(First("r", Pool.Stride.Height, Pool.Padding.Height), "u")})", buffer.RowFloats),
                Times($"({Sum(First("c", Pool.Stride.Width, Pool.Padding.Width), "v")})", buffer.ColumnFloats),
                Term(buffer.Origin)) + buffer.Lane);
    }
}

/// <summary>One tap of a window.</summary>
/// <param name="Number">Its place in the window, row by row.</param>
internal sealed record WindowTap(PoolWindow Window, string Number, int Row, int Column)
{
    /// <summary>Its vector, or the place to store one.</summary>
    public string Slice(WindowBuffer buffer, string name)
    {
        (var span, var offset) = Window.At(buffer, name, this);
        return CodeWriter.Invariant($"{span}.Slice({offset}, {buffer.Width})");
    }

    /// <summary>Its value.</summary>
    public string Item(WindowBuffer buffer, string name)
    {
        (var span, var offset) = Window.At(buffer, name, this);
        return $"{span}[{offset}]";
    }
}

/// <summary>A buffer that windows slide over.</summary>
/// <param name="Name">Of its span.</param>
/// <param name="Channel">Where its channel begins.</param>
/// <param name="Lane">What to add for the current part of sixteen lanes.</param>
/// <param name="Width">Floats of a value: those of a vector, or 1.</param>
internal sealed record WindowBuffer(string Name, string Channel, int RowFloats, int ColumnFloats, int Origin, string Lane, int Width, bool IsWritable);
