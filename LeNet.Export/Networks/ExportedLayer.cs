using LeNet.Generator.Planning.FastConvolution;
using LeNet.Runtime;

namespace LeNet.Export.Networks;

/// <summary>A layer as the exporters read it.</summary>
internal sealed class ExportedLayer(LayerDescription description, Shape input, Shape output, IReadOnlyList<ExportedTensor> tensors)
{
    /// <summary>Its name in the architecture file.</summary>
    public string Name => description.Name;

    /// <summary>Its type in the architecture file.</summary>
    public string Type => description.Type;

    /// <summary>One line for people.</summary>
    public string Summary => description.Summary;

    /// <summary>What it takes.</summary>
    public Shape Input => input;

    /// <summary>What it gives.</summary>
    public Shape Output => output;

    /// <summary>Its keys in the architecture file.</summary>
    public Settings Settings { get; } = Settings.Parse(description.Settings);

    /// <summary>The form by which the engine computes a convolution, or null for direct convolution and for other layers.</summary>
    public FastForm? FastForm => description.Algorithm.Length == 0 ? null
        : new FastForm(CookToom.Of(Tensor("weight").Shape[^1]).Single(form => form.ToString() == description.Algorithm), output.Width);

    /// <summary>Its activation alone: a function of each value that it gives.</summary>
    public ExportedLayer AsFunction() => new(description, output, output, []);

    /// <summary>Its tensors, in the order of PyTorch's state dict.</summary>
    public IReadOnlyList<ExportedTensor> Tensors => tensors;

    /// <summary>A tensor by its name within the layer, such as <c>weight</c>.</summary>
    public ExportedTensor Tensor(string name) => TensorOrNull(name) ?? throw new KeyNotFoundException($"Layer {Name} has no tensor '{name}'.");

    /// <summary>A tensor by its name within the layer, or null.</summary>
    public ExportedTensor? TensorOrNull(string name) => tensors.FirstOrDefault(tensor => tensor.ShortName == name);

    /// <summary>Checks that every key of the layer was understood.</summary>
    /// <param name="format">What the layer was written as, for the message.</param>
    /// <exception cref="ExportException">One was not.</exception>
    public void RequireAllRead(string format)
    {
        foreach (string key in (string[])["name", "type", "in_channels", "in_features", "num_features", "normalized_shape"])
        {
            Settings.Ignore(key);
        }

        RequireAllRead(Settings, format);
    }

    /// <summary>Checks that every key of a part of the layer was understood.</summary>
    /// <inheritdoc cref="RequireAllRead(string)"/>
    public void RequireAllRead(Settings part, string format)
    {
        if (part.Unread.FirstOrDefault() is { } unknown)
        {
            throw new ExportException(Name, $"export to {format} does not know the key \"{unknown}\" of {(part == Settings ? Type : part.Text("type"))}");
        }
    }
}

/// <summary>A trained tensor.</summary>
/// <param name="Name">Its name in the state dict, such as <c>conv1.weight</c>.</param>
/// <param name="ShortName">Its name within the layer, such as <c>weight</c>.</param>
/// <param name="Shape">Its shape in PyTorch.</param>
/// <param name="Values">Its values, row-major.</param>
internal sealed record ExportedTensor(string Name, string ShortName, IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>Of a convolution's weights, for each output channel the input channels that it is made of; null for all.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Connections { get; init; }
}
