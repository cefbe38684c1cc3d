namespace LeNet.Runtime;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type as safetensors files spell it, such as <c>F32</c>.</param>
/// <param name="Shape">Its sizes, row-major; empty for a scalar.</param>
internal abstract record StoredTensor(string Name, string Dtype, IReadOnlyList<long> Shape)
{
    /// <summary>Whether it has a parameter's shape. A scalar may be of the shape [1], as PyTorch before 0.4 wrote them.</summary>
    public bool HasShapeOf(ParameterDescription parameter) =>
        Shape.SequenceEqual(parameter.Shape.Select(size => (long)size)) || (parameter.Shape.Count == 0 && Shape is [1]);

    /// <summary>Dtype and shape as a message shows them.</summary>
    public string Shown => $"{SafetensorsHeader.Shown(Dtype)} {SafetensorsHeader.Shown(Shape)}";
}
