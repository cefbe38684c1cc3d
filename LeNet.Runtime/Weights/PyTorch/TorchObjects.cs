namespace LeNet.Runtime;

/// <summary>What torch.save makes of tensors, and what the names in it stand for. Everything else becomes an object without meaning.</summary>
internal static class TorchObjects
{
    /// <summary>The object that a function of a pickle would make.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    public static object? Make(PickledName name, object?[] arguments) => (name.Module, name.Name, arguments) switch
    {
        ("collections", "OrderedDict", []) => new PickledDictionary(),
        ("torch._utils", "_rebuild_tensor" or "_rebuild_tensor_v2", [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..])
            when Numbers(shape) is { } sizes && Numbers(strides) is { } steps => new PickledTensor(storage, offset, sizes, steps),
        ("torch._utils", "_rebuild_parameter" or "_rebuild_parameter_with_state", [PickledTensor tensor, ..]) => tensor,
        _ => new PickledObject(name),
    };

    /// <summary>The storage that a persistent id names, or null if it names none.</summary>
    public static PickledStorage? Storage(object? id) =>
        id is object?[] and ["storage", PickledName { Module: "torch" } type, string key, string, long count, ..] && Dtype(type.Name) is { } dtype
            ? new PickledStorage(dtype, key, count)
            : null;

    private static string? Dtype(string storage) => storage switch
    {
        "FloatStorage" => "F32",
        "DoubleStorage" => "F64",
        "HalfStorage" => "F16",
        "BFloat16Storage" => "BF16",
        "LongStorage" => "I64",
        "IntStorage" => "I32",
        "ShortStorage" => "I16",
        "CharStorage" => "I8",
        "ByteStorage" => "U8",
        "BoolStorage" => "BOOL",
        "ComplexFloatStorage" => "C64",
        _ => null,
    };

    private static long[]? Numbers(object?[] values) => Array.TrueForAll(values, value => value is long) ? Array.ConvertAll(values, value => (long)value!) : null;
}
