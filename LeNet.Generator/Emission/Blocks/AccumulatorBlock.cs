using LeNet.Generator.Emission.Activations;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Blocks;

/// <summary>
/// A block of rows × columns accumulators, as a type of LeNet.Runtime.Registers and the calls on it. In an outer product the
/// operands of the smaller side stay in registers, while those of the other side pass: so many strips of so many vectors.
/// </summary>
/// <param name="Strips">Operands that pass.</param>
/// <param name="Vectors">Operands that stay.</param>
/// <param name="KeepsColumns">Whether the columns' operands stay.</param>
internal sealed record AccumulatorBlock(int Strips, int Vectors, bool KeepsColumns)
{
    /// <summary>An alias of the namespace LeNet.Runtime.Registers.</summary>
    public const string Registers = "Regs";

    /// <summary>An alias of the namespace System.Runtime.Intrinsics.</summary>
    public const string Intrinsics = "Simd";

    private static readonly string[] Counts = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];

    /// <summary>Of an outer product.</summary>
    public static AccumulatorBlock Of(int rows, int columns) =>
        columns <= rows ? new(rows, columns, KeepsColumns: true) : new(columns, rows, KeepsColumns: false);

    /// <summary>The type as kernels name it: Block4x5, 4 strips of 5 vectors.</summary>
    public string Name => CodeWriter.Invariant($"Block{Strips}x{Vectors}");

    /// <summary>The type in full.</summary>
    /// <param name="bits">Bits of a vector.</param>
    /// <param name="isInNamespace">Whether <see cref="Registers"/> and <see cref="Intrinsics"/> are known, outside of a namespace that the type is named in.</param>
    public string Type(int bits, bool isInNamespace)
    {
        var registers = isInNamespace ? Registers + "::" : "global::LeNet.Runtime.Registers.";
        var vector = CodeWriter.Invariant($"{(isInNamespace ? Intrinsics + "::" : "global::System.Runtime.Intrinsics.")}Vector{bits}<float>");
        var strip = CodeWriter.Invariant($"{registers}Strip{Vectors}<{registers}Width{bits}, {vector}>");
        return $"{registers}Block<{StripsOf(Strips)}, {strip}, {vector}>";

        string StripsOf(int count) => count < Counts.Length
            ? $"{registers}{Counts[count]}<{strip}, {vector}>"
            : $"{registers}Join<{StripsOf((count + 1) / 2)}, {StripsOf(count / 2)}, {strip}, {vector}>";
    }

    /// <summary>Every row begins with its bias.</summary>
    public string Start(string bias) => $"{(KeepsColumns ? "StartStrips" : "StartVectors")}({bias});";

    /// <summary>Adds the outer product of a scalar for each row and a vector for each column.</summary>
    public string MultiplyAdd(Operands scalars, Operands vectors) =>
        $"{(KeepsColumns ? "PassScalars" : "PassVectors")}({scalars}, {vectors});";

    /// <summary>Adds the products of a vector for each row and one for each column.</summary>
    public string AddProducts(Operands rows, Operands columns) =>
        KeepsColumns ? $"AddProducts({rows}, {columns});" : $"AddProducts({columns}, {rows});";

    /// <summary>Adds vectors that are in memory.</summary>
    public string Add(string source, int rowStride, int columnStride) => $"Add({source}, {Strides(rowStride, columnStride)});";

    /// <summary>Goes on from accumulators that are in memory.</summary>
    public string Load(string source, int rowStride, int columnStride) => $"Load({source}, {Strides(rowStride, columnStride)});";

    /// <summary>Stores the accumulators, after an activation that is cheap enough to be applied in registers.</summary>
    public string Store(KernelWriter kernel, string target, int rowStride, int columnStride, ActivationEmitter? activation = null) =>
        activation is null or NoActivationEmitter or { InRegister: false }
            ? $"Store({target}, {Strides(rowStride, columnStride)});"
            : $"Store<{kernel.Operation(activation)}>({target}, {Strides(rowStride, columnStride)});";

    /// <summary>Stores gradients, each times the derivative of the layer before, whose values lie where the gradients go.</summary>
    public string StoreGradient(KernelWriter kernel, string target, int rowStride, int columnStride, ActivationEmitter derivative) =>
        $"StoreGradient<{kernel.Derivative(derivative)}>({target}, {Strides(rowStride, columnStride)});";

    /// <summary>Stores gradients, each times the derivative of the layer before, whose values are elsewhere.</summary>
    public string StoreGradient(
        KernelWriter kernel, string target, int rowStride, string values, int valueStride, int columnStride, ActivationEmitter derivative) =>
        $"StoreGradient<{kernel.Derivative(derivative)}>({target}, {Strides(rowStride, columnStride)}, {values}, {Strides(valueStride, columnStride)});";

    private string Strides(int row, int column) => KeepsColumns ? CodeWriter.Invariant($"{row}, {column}") : CodeWriter.Invariant($"{column}, {row}");
}

/// <summary>Operands in a span at even distances, as arguments of a call.</summary>
/// <param name="Span">Their span.</param>
/// <param name="First">Where the first is.</param>
/// <param name="Stride">From one to the next.</param>
internal readonly record struct Operands(string Span, int First, int Stride)
{
    public override string ToString() => CodeWriter.Invariant($"{Span}, {First}, {Stride}");
}
