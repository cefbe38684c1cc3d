using LeNet.Runtime;

namespace LeNet.Export.Networks;

/// <summary>A trained network as the exporters read it.</summary>
internal sealed class ExportedNetwork
{
    /// <summary>Takes a network's parameters as they are now.</summary>
    public ExportedNetwork(Network network)
    {
        Description = network.Description;
        Input = ExportedInput.Of(Description);
        WeightsHash = network.ComputeHash();
        Temperature = network.Temperature;

        var layers = new List<ExportedLayer>();
        Shape shape = Input.Shape;
        foreach (LayerDescription layer in Description.Layers)
        {
            var output = new Shape(layer.OutputShape);
            string prefix = layer.Name + ".";
            layers.Add(new ExportedLayer(layer, shape, output,
            [
                .. Description.Parameters
                    .Where(parameter => !parameter.IsInteger && parameter.Name.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(parameter => new ExportedTensor(parameter.Name, parameter.Name[prefix.Length..], parameter.Shape, network.Parameter(parameter.Name).ToArray()) { Connections = parameter.Connections }),
            ]));
            shape = output;
        }

        Layers = layers;
    }

    /// <summary>What the network says of itself.</summary>
    public NetworkDescription Description { get; }

    /// <summary>How images become its input.</summary>
    public ExportedInput Input { get; }

    /// <summary>Its layers, in order.</summary>
    public IReadOnlyList<ExportedLayer> Layers { get; }

    /// <summary>What logits are divided by before they become probabilities; 1 unless the network was calibrated.</summary>
    public float Temperature { get; }

    /// <summary>SHA-256 of the weights as a safetensors file.</summary>
    public string WeightsHash { get; }
}
