using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LeNet.Generator.Emission;

/// <summary>Writes indented code with '\n' line ends; interpolated numbers are formatted invariantly.</summary>
/// <param name="indentWidth">Spaces of a level.</param>
/// <param name="bracesBehindHeaders">Whether a block's brace is in its header's line, as is usual in JavaScript, and not below it, as in C#.</param>
internal sealed class CodeWriter(int indentWidth = 4, bool bracesBehindHeaders = false)
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line() => _text.Append('\n');

    public void Line(string text)
    {
        _text.Append(' ', _indent * indentWidth).Append(text).Append('\n');
    }

    public void Line(ref InvariantHandler text) => Line(text.ToText());

    /// <summary>Whole lines that <see cref="TakeBody"/> has taken.</summary>
    public void Text(string lines) => _text.Append(lines);

    /// <summary>What is written as the body of a block here, taken away again.</summary>
    public string TakeBody(Action write)
    {
        var start = _text.Length;
        _indent++;
        write();
        _indent--;
        var lines = _text.ToString(start, _text.Length - start);
        _text.Length = start;
        return lines;
    }

    /// <summary>A header followed by a braced block that ends when the result is disposed.</summary>
    public BlockScope Block(string header, string end = "}")
    {
        if (!bracesBehindHeaders)
        {
            Line(header);
            return Braces(end);
        }

        Line(header + " {");
        _indent++;
        return new BlockScope(this, end);
    }

    public BlockScope Block(ref InvariantHandler header) => Block(header.ToText());

    public BlockScope Braces(string end = "}")
    {
        Line("{");
        _indent++;
        return new BlockScope(this, end);
    }

    /// <summary>A loop if it runs more than once; otherwise its variable as a constant, so that the body reads the same.</summary>
    public BlockScope Loop(string variable, int count, int step = 1)
    {
        if (count <= step)
        {
            Line($"const int {variable} = 0;");
            return default;
        }

        var advance = step == 1 ? Invariant($"{variable}++") : Invariant($"{variable} += {step}");
        return Block($"for (int {variable} = 0; {variable} < {count}; {advance})");
    }

    /// <summary>As <see cref="Loop"/>, with a scope of its own in either case, so that what follows may use the name again.</summary>
    public BlockScope ClosedLoop(string variable, int count, int step = 1)
    {
        if (count > step)
        {
            return Loop(variable, count, step);
        }

        BlockScope scope = Braces();
        Line($"const int {variable} = 0;");
        return scope;
    }

    /// <summary>Where the next line goes, to insert lines there later that depend on what follows.</summary>
    public int Position => _text.Length;

    /// <summary>Inserts lines at a position that was noted outside of any block.</summary>
    public void Insert(int position, IEnumerable<string> lines) =>
        _text.Insert(position, string.Concat(lines.Select(line => line + "\n")));

    public override string ToString() => _text.ToString();

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>Ends a block when disposed; the default value ends nothing.</summary>
    internal readonly struct BlockScope(CodeWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            if (end is not null)
            {
                writer._indent--;
                writer.Line(end);
            }
        }
    }

    /// <summary>Interpolation that ignores the current culture.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct InvariantHandler
    {
        private readonly StringBuilder _builder;

        public InvariantHandler(int literalLength, int formattedCount)
        {
            _builder = new StringBuilder(literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string text) => _builder.Append(text);

        public void AppendFormatted(string? text) => _builder.Append(text);

        public void AppendFormatted<T>(T value) =>
            _builder.Append(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

        public void AppendFormatted<T>(T value, string format)
            where T : IFormattable => _builder.Append(value.ToString(format, CultureInfo.InvariantCulture));

        public string ToText() => _builder.ToString();
    }
}
