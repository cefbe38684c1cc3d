namespace LeNet.Runtime;

/// <summary>The settings of an operator.</summary>
/// <param name="values">By name: long, float, string, long[], float[] or a tensor.</param>
internal sealed class OnnxAttributes(IReadOnlyDictionary<string, object> values)
{
    /// <summary>No settings.</summary>
    public static OnnxAttributes None { get; } = new(new Dictionary<string, object>());

    /// <summary>Whether there is a setting.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>A whole number.</summary>
    public long Integer(string name, long otherwise) => values.TryGetValue(name, out object? value) && value is long number ? number : otherwise;

    /// <summary>A number, as the float that it is.</summary>
    public float Number(string name, float otherwise) => values.TryGetValue(name, out object? value) && value is float number ? number : otherwise;

    /// <summary>A word.</summary>
    public string Text(string name, string otherwise) => values.TryGetValue(name, out object? value) && value is string text ? text : otherwise;

    /// <summary>Whole numbers, or null.</summary>
    public IReadOnlyList<long>? Integers(string name) => values.TryGetValue(name, out object? value) ? value as long[] : null;

    /// <summary>Numbers, or null.</summary>
    public IReadOnlyList<float>? Numbers(string name) => values.TryGetValue(name, out object? value) ? value as float[] : null;

    /// <summary>A tensor, or null.</summary>
    public OnnxTensor? Tensor(string name) => values.TryGetValue(name, out object? value) ? value as OnnxTensor : null;
}
