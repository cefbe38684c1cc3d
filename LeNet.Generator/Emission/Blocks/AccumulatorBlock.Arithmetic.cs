using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Blocks;

/// <summary>What is added to a block. Every operation is a call that follows "block.".</summary>
internal sealed partial class AccumulatorBlock
{
    /// <summary>Every row begins with its bias.</summary>
    public string Start(string bias) => Method("Start", new(
        "Every row begins with its bias.",
        "ReadOnlySpan<float> bias",
        ForEach(rows, columns, (m, n) => $"{At(m, n)} = {(n == 0 ? CodeWriter.Invariant($"Create(bias[{m}])") : At(m, 0))};")))
        + $"({bias});";

    /// <summary>The first columns of a row's vectors: every column begins with the same vector.</summary>
    public string StartRows(string bias, int stride) => Method("StartRows", new(
        "Every row begins with its vector of biases.",
        "ReadOnlySpan<float> bias, int stride",
        ForEach(rows, columns, (m, n) => $"{At(m, n)} = {(n == 0 ? Vectors("bias", Times("stride", m)) : At(m, 0))};")))
        + CodeWriter.Invariant($"({bias}, {stride});");

    /// <summary>The outer product of a scalar for each row and a vector for each column.</summary>
    /// <param name="scalars">The span that holds them, where the first is, and how far apart they are.</param>
    /// <param name="vectors">Likewise.</param>
    /// <param name="last">Where the last vector begins, counted from the first, if not where its turn is.</param>
    public string MultiplyAdd(Operands scalars, Operands vectors, int? last = null) => Method(last is null ? "MultiplyAdd" : "MultiplyAddToEnd", new(
        last is null ? "Each accumulator += the scalar of its row · the vector of its column." : "Each accumulator += the scalar of its row · the vector of its column, the last of which begins early.",
        "ReadOnlySpan<float> scalars, int scalar, int scalarStride, ReadOnlySpan<float> vectors, int vector, int vectorStride" + (last is null ? "" : ", int last"),
        Products(
            m => CodeWriter.Invariant($"{Vector} s{m} = Create(scalars[{Sum("scalar", Times("scalarStride", m))}]);"),
            n => CodeWriter.Invariant($"{Vector} v{n} = {Vectors("vectors", Sum("vector", last is not null && n == columns - 1 ? "last" : Times("vectorStride", n)))};"),
            (m, n) => CodeWriter.Invariant($"s{m}, v{n}"))))
        + CodeWriter.Invariant($"({scalars}, {vectors}{(last is null ? "" : CodeWriter.Invariant($", {last}"))});");

    /// <summary>The products of a vector for each row and one for each column; the columns go over several channels.</summary>
    public string AddProducts(Operands rowVectors, Operands columnVectors, int channels, int channelStride)
    {
        var perChannel = columns / channels;
        return Method(channels == 1 ? "AddProducts" : "AddProductsOfChannels", new(
            channels == 1 ? "Each accumulator += the vector of its row · the vector of its column."
                : CodeWriter.Invariant($"Each accumulator += the vector of its row · the vector of its column, {perChannel} columns of each of {channels} channels."),
            "ReadOnlySpan<float> rows, int row, int rowStride, ReadOnlySpan<float> columns, int column, int columnStride" + (channels == 1 ? "" : ", int channelStride"),
            Products(
                m => CodeWriter.Invariant($"{Vector} r{m} = {Vectors("rows", Sum("row", Times("rowStride", m)))};"),
                n => CodeWriter.Invariant($"{Vector} c{n} = {Vectors("columns", Sum("column", Times("channelStride", n / perChannel), Times("columnStride", n % perChannel)))};"),
                (m, n) => CodeWriter.Invariant($"r{m}, c{n}"))))
            + CodeWriter.Invariant($"({rowVectors}, {columnVectors}{(channels == 1 ? "" : CodeWriter.Invariant($", {channelStride}"))});");
    }

    /// <summary>One scalar times a vector for each row.</summary>
    public string AddScaled(string scalar, Operands vectors) => Method("AddScaled", new(
        "Each row += scalar · its vector.",
        "float scalar, ReadOnlySpan<float> vectors, int vector, int vectorStride",
        [
            $"{Vector} s = Create(scalar);",
            .. ForEach(rows, 1, (m, n) => kernel.Fma("s", Vectors("vectors", Sum("vector", Times("vectorStride", m))), At(m, n))),
        ]))
        + CodeWriter.Invariant($"({scalar}, {vectors});");

    /// <summary>A vector for each row is added to its only column.</summary>
    public string Add(string values, int stride) => Method("Add", new(
        "Each row += its vector.",
        "ReadOnlySpan<float> values, int stride",
        ForEach(rows, 1, (m, n) => $"{At(m, n)} += {Vectors("values", Times("stride", m))};")))
        + CodeWriter.Invariant($"({values}, {stride});");

    /// <summary>A scalar for each accumulator: weights that stay in registers too.</summary>
    public string Broadcast(string scalars, int rowStride) => Method("Broadcast", new(
        "A scalar for each: of a row side by side.",
        "ReadOnlySpan<float> scalars, int rowStride",
        ForEach(rows, columns, (m, n) => $"{At(m, n)} = Create(scalars[{Index(Times("rowStride", m), n)}]);")))
        + CodeWriter.Invariant($"({scalars}, {rowStride});");

    /// <summary>
    /// An output column's part of an input gradient: its gradient, one vector, meets some columns of the kernel, each at a column of
    /// the block, in every row.
    /// </summary>
    /// <param name="taps">Kernel column and column of the block.</param>
    /// <param name="kept">The weights where they are a block; null where they are in memory.</param>
    public string AddTaps(IReadOnlyList<(int KernelColumn, int Column)> taps, string delta, int at, AccumulatorBlock? kept, string weights, int rowStride)
    {
        (int KernelColumn, int Column) first = taps[0];
        (int KernelColumn, int Column) last = taps[taps.Count - 1];
        var kernelColumns = first == last
            ? CodeWriter.Invariant($"column {first.KernelColumn}")
            : CodeWriter.Invariant($"columns {first.KernelColumn} to {last.KernelColumn}");
        var name = CodeWriter.Invariant($"AddTaps{first.KernelColumn}To{last.KernelColumn}At{first.Column}");
        var method = Method(name, new(
            CodeWriter.Invariant($"An output column whose kernel {kernelColumns} meet the block's columns from {first.Column} on."),
            $"ReadOnlySpan<float> delta, int at, {(kept is null ? "ReadOnlySpan<float> weights, int rowStride" : $"in {kept.Name} weights")}",
            [
                $"{Vector} d = {Vectors("delta", "at")};",
                .. Enumerable.Range(0, rows).SelectMany(m => taps.Select(tap => kernel.Fma(
                    "d",
                    kept is null
                        ? $"Create(weights[{Index(Times("rowStride", m), tap.KernelColumn)}])"
                        : $"weights.{At(m, tap.KernelColumn)}",
                    At(m, tap.Column)))),
            ]));
        return kept is null
            ? CodeWriter.Invariant($"{method}({delta}, {at}, {weights}, {rowStride});")
            : CodeWriter.Invariant($"{method}({delta}, {at}, in {weights});");
    }

    /// <summary>
    /// A row of input columns that pass, each once: it meets every tap that it takes part in, so that each column of the block gets
    /// its kernel columns in ascending order.
    /// </summary>
    /// <param name="input">The vector of an input column, from the span xs.</param>
    /// <param name="weight">The vector of a tap, from the span ws.</param>
    public string AddRow(ColumnBlock block, int taps, int stride, int dilation, Func<int, string> input, Func<int, string> weight, string inputs, string weights)
    {
        List<string> body = block.WeightsStay
            ? [.. Enumerable.Range(0, taps).Select(v => CodeWriter.Invariant($"{Vector} w{v} = {weight(v)};"))]
            : [];
        foreach ((var at, IReadOnlyList<(int Column, int Tap)> uses) in block.Walk(taps, stride, dilation))
        {
            body.Add(CodeWriter.Invariant($"{Vector} x{at} = {input(at)};"));
            body.AddRange(uses.Select(use => kernel.Fma(
                block.WeightsStay ? CodeWriter.Invariant($"w{use.Tap}") : weight(use.Tap),
                CodeWriter.Invariant($"x{at}"),
                At(0, use.Column))));
        }

        return Method("AddRow", new("A row of the input and of the kernel: every input column meets the taps that it takes part in.", "ReadOnlySpan<float> xs, ReadOnlySpan<float> ws", body))
            + $"({inputs}, {weights});";
    }

    /// <summary>The statements of an outer product: the operands of the smaller side stay in registers, while the others pass.</summary>
    private List<string> Products(Func<int, string> loadRow, Func<int, string> loadColumn, Func<int, int, string> factors)
    {
        List<string> body = [];
        OuterProduct(
            rows,
            columns,
            m => body.Add(loadRow(m)),
            n => body.Add(loadColumn(n)),
            (m, n) => body.Add($"{At(m, n)} = FusedMultiplyAdd({factors(m, n)}, {At(m, n)});"));
        return body;
    }

    private string Vectors(string span, string at) => CodeWriter.Invariant($"Create({span}.Slice({Offset(at)}, {kernel.Width}))");

    private static string Index(string first, int more) => Sum(first, Term(more));
}

/// <summary>Operands in a span at even distances, as arguments of a call.</summary>
/// <param name="First">Where the first is.</param>
/// <param name="Stride">From one to the next.</param>
internal readonly record struct Operands(string Span, string First, int Stride)
{
    public Operands(string span, int first, int stride)
        : this(span, CodeWriter.Invariant($"{first}"), stride)
    {
    }

    public override string ToString() => CodeWriter.Invariant($"{Span}, {First}, {Stride}");
}
