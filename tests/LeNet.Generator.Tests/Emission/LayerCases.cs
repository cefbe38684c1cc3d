using LeNet.Testing;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Networks around a layer under test.</summary>
internal static class LayerCases
{
    /// <summary>The layer as the first, where the input has one channel, and after another one so that an input gradient flows through.</summary>
    public static IEnumerable<(string Name, string Input, string[] Layers)> FirstAndLater(
        IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> layers)
    {
        foreach ((string name, (int channels, int height, int width), string layer) in layers)
        {
            if (channels == 1)
            {
                yield return ($"{name}First", ArchitectureText.Input(channels, height, width), [layer, ArchitectureText.Flatten, ArchitectureText.Linear(4)]);
            }

            // A 1×1 convolution before it keeps the shape; its weight gradient comes through the layer's input gradient.
            string before = ArchitectureText.Conv(channels, kernel: 1, activation: "tanh");
            yield return ($"{name}Later", ArchitectureText.Input(2, height, width), [before, layer, ArchitectureText.Flatten, ArchitectureText.Linear(4, bias: false)]);
        }
    }
}
