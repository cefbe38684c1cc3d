using System.Globalization;
using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>The class in the making: its fields and methods, in the order in which they were added.</summary>
internal sealed class CSharpClass
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _fields = [];
    private readonly List<string> _calls = [];

    /// <summary>The methods.</summary>
    public CodeWriter Methods { get; } = new();

    /// <summary>The constants with the weights.</summary>
    public CodeWriter Weights { get; } = new();

    /// <summary>The fields' declarations.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The methods that compute the layers, in order.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Adds an array of floats that a sample's values lie in.</summary>
    /// <returns>The field's name.</returns>
    public string Buffer(string name, Shape shape) => Array(name, "float", shape);

    /// <summary>Adds an array for one sample.</summary>
    /// <returns>The field's name.</returns>
    public string Array(string name, string type, Shape shape)
    {
        string field = Unique(Identifiers.Field(Identifiers.Pascal(name)));
        _fields.Add(string.Create(CultureInfo.InvariantCulture, $"private readonly {type}[] {field} = new {type}[{shape.Count}]; // {shape.Layout}"));
        return field;
    }

    /// <summary>Adds constants, embedded as Base64 of little-endian floats.</summary>
    /// <param name="owner">The layer.</param>
    /// <param name="name">Their name within it.</param>
    /// <param name="shape">Their shape, for people.</param>
    /// <param name="values">The constants.</param>
    /// <returns>The field's name.</returns>
    public string Constants(string owner, string name, IReadOnlyList<int> shape, ReadOnlySpan<float> values)
    {
        string pascal = Identifiers.Pascal(owner) + Identifiers.Pascal(name);
        string field = Unique(Identifiers.Field(pascal));
        string constant = Unique("Weights" + pascal);
        _fields.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"private readonly float[] {field} = Decode({constant}, {values.Length}); // {string.Concat(shape.Select(size => string.Create(CultureInfo.InvariantCulture, $"[{size}]")))}"));
        EmbeddedFloats.Write(Weights, $"{owner}.{name}", constant, values);
        return field;
    }

    /// <summary>Adds a tensor of a layer; null if it has none of that name.</summary>
    public string? Tensor(ExportedLayer layer, string name) =>
        layer.TensorOrNull(name) is { } tensor ? Constants(layer.Name, tensor.ShortName, tensor.Shape, tensor.Values) : null;

    /// <summary>Begins the method that computes a layer; it ends when the result is disposed.</summary>
    public CodeWriter.BlockScope Method(ExportedLayer layer)
    {
        string name = Unique("Forward" + Identifiers.Pascal(layer.Name));
        _calls.Add(name);
        Methods.Line();
        Methods.Line($"/// <summary>{CSharpText.Comment($"{layer.Name}: {layer.Summary}")}.</summary>");
        return Methods.Block($"private void {name}()");
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int number = 2; !_names.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return unique;
    }
}
