using LeNet.Generator.Emission.Activations;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Blocks;

/// <summary>How a block is read from memory and stored there. Rows and columns lie at even distances.</summary>
internal sealed partial class AccumulatorBlock
{
    /// <summary>Stores the accumulators, after an activation that is cheap enough to be applied in registers.</summary>
    /// <param name="last">Where the last column begins, counted from the first, if not where its turn is.</param>
    public string Store(string target, int rowStride, int columnStride, ActivationEmitter? activation = null, int? last = null) =>
        Method("Store" + (activation is null or { InRegister: false } ? "" : activation.Name) + (last is null ? "" : "ToEnd"), new(
            activation is null or NoActivationEmitter or { InRegister: false } ? "Stores the accumulators." : $"Stores {activation.Equation.Substring("y = ".Length)} for every accumulator z.",
            "Span<float> target, int rowStride, int columnStride" + (last is null ? "" : ", int last"),
            ForEach(rows, columns, (m, n) => $"{activation?.Apply(kernel, At(m, n)) ?? At(m, n)}.CopyTo(target.Slice({Place(m, n, last)}, {Width}));")))
        + CodeWriter.Invariant($"({target}, {rowStride}, {columnStride}{LastArgument(last)});");

    /// <summary>Goes on from what is stored.</summary>
    public string Load(string source, int rowStride, int columnStride, int? last = null) =>
        Method("Load" + (last is null ? "" : "ToEnd"), new(
            "Goes on from stored accumulators.",
            "ReadOnlySpan<float> source, int rowStride, int columnStride" + (last is null ? "" : ", int last"),
            ForEach(rows, columns, (m, n) => $"{At(m, n)} = {Vectors("source", Place(m, n, last))};")))
        + CodeWriter.Invariant($"({source}, {rowStride}, {columnStride}{LastArgument(last)});");

    /// <summary>Stores the first lanes of each row.</summary>
    public string StoreParts(string target, int rowStride, int lanes) => Method("StoreParts", new(
        "Stores the first lanes of each row.",
        "Span<float> target, int rowStride, int lanes",
        ForEach(rows, 1, (m, n) => $"{kernel.Helper("StorePart", PartialVectors.WriteStore)}({At(m, n)}, target.Slice({Offset(Times("rowStride", m))}, lanes));")))
        + CodeWriter.Invariant($"({target}, {rowStride}, {lanes});");

    /// <summary>Goes on from the first lanes of each row.</summary>
    public string LoadParts(string source, int rowStride, int lanes) => Method("LoadParts", new(
        "Goes on from the first lanes of each row.",
        "ReadOnlySpan<float> source, int rowStride, int lanes",
        ForEach(rows, 1, (m, n) => $"{At(m, n)} = {kernel.Helper("LoadPart", PartialVectors.WriteLoad)}(source.Slice({Offset(Times("rowStride", m))}, lanes));")))
        + CodeWriter.Invariant($"({source}, {rowStride}, {lanes});");

    /// <summary>Stores gradients, each times the derivative of the layer before, whose values lie where the gradients go.</summary>
    public string StoreGradientInPlace(string target, int rowStride, ActivationEmitter derivative) =>
        Method($"Store{derivative.Name}Gradient", new(
            $"Stores each gradient g times the derivative at the value y that is there, {derivative.Derivative}.",
            "Span<float> target, int rowStride",
            ForEach(rows, columns, (m, n) =>
                $"{derivative.ApplyDerivative(kernel, Vectors("target", TilePlace("rowStride", m, n)), At(m, n))}.CopyTo(target.Slice({TilePlace("rowStride", m, n)}, {Width}));")))
        + CodeWriter.Invariant($"({target}, {rowStride});");

    /// <summary>Stores gradients, each times the derivative of the layer before, whose values are elsewhere.</summary>
    public string StoreGradient(string target, int rowStride, string values, int valueStride, ActivationEmitter derivative) =>
        Method($"Store{derivative.Name}GradientOf", new(
            $"Stores each gradient g times the derivative at its value y, {derivative.Derivative}.",
            "Span<float> target, int rowStride, ReadOnlySpan<float> values, int valueStride",
            ForEach(rows, columns, (m, n) =>
                $"{derivative.ApplyDerivative(kernel, Vectors("values", TilePlace("valueStride", m, n)), At(m, n))}.CopyTo(target.Slice({TilePlace("rowStride", m, n)}, {Width}));")))
        + CodeWriter.Invariant($"({target}, {rowStride}, {values}, {valueStride});");

    private string Width => CodeWriter.Invariant($"{kernel.Width}");

    private string Place(int row, int column, int? last) =>
        Offset(Sum(Times("rowStride", row), last is not null && column == columns - 1 ? "last" : Times("columnStride", column)));

    /// <summary>Columns of a tile: sixteen samples apart.</summary>
    private static string TilePlace(string rowStride, int row, int column) => Offset(Sum(Times(rowStride, row), Term(column * Lanes)));

    private static string Offset(string offset) => offset.Length == 0 ? "0" : offset;

    private static string LastArgument(int? last) => last is null ? "" : CodeWriter.Invariant($", {last}");
}
