namespace LeNet.Runtime;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type as the file spells it, such as <c>F32</c>.</param>
/// <param name="Shape">Its sizes, row-major; empty for a scalar.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsTensor(string Name, string Dtype, IReadOnlyList<long> Shape, long Begin, long End)
    : StoredTensor(Name, Dtype, Shape)
{
    /// <summary>Bytes of the tensor.</summary>
    public long Length => End - Begin;
}
