using System.Globalization;
using System.Runtime.InteropServices;
using LeNet.Export.Onnx;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Readers.Cases;

/// <summary>Writes models, what goes into them, and what the engine makes of it, for other programs to read.</summary>
/// <remarks>
/// A case is NAME.onnx, NAME.input (float32 or uint8, as the model takes it) and NAME.expected (the engine's logits, float32), all little-endian and
/// row-major. <c>cases.tsv</c> has a line for each: name, the input's name, <c>float32</c> or <c>uint8</c>, the input's shape, classes.
/// </remarks>
internal static class CaseWriter
{
    /// <summary>Samples that go into a model at once.</summary>
    private const int Samples = 3;

    /// <summary>Writes all cases.</summary>
    /// <param name="folder">Where; it is made.</param>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var index = new StreamWriter(Path.Combine(folder, "cases.tsv"));
        foreach (string name in ExportedNetworks.Names)
        {
            Network network = ExportedNetworks.Create(name);
            foreach (Variant variant in Variant.All)
            {
                Write(folder, index, name, network, variant);
            }
        }
    }

    private static void Write(string folder, StreamWriter index, string name, Network network, Variant variant)
    {
        NetworkDescription facts = network.Description;
        Dataset images = SyntheticData.Noise(facts, variant.Options.Batch ?? Samples, seed: 3);
        string path = Path.Combine(folder, $"{name}.{variant.Name}");
        File.WriteAllBytes(path + ".onnx", OnnxExporter.Export(network, variant.Options));

        int[] shape = variant.Options.Preprocessing
            ? [images.Count, facts.ImageChannels, facts.ImageHeight, facts.ImageWidth]
            : [images.Count, .. facts.InputShape];
        File.WriteAllBytes(path + ".input", variant.Options.Preprocessing ? images.Images.ToArray() : Bytes(Inputs(name, images)));
        File.WriteAllBytes(path + ".expected", Bytes(Logits(network, images)));

        string input = variant.Options.Preprocessing ? OnnxExporter.ImageName : OnnxExporter.InputName;
        string type = variant.Options.Preprocessing ? "uint8" : "float32";
        index.WriteLine(string.Join('\t', $"{name}.{variant.Name}", input, type, string.Join(',', shape), facts.Classes.ToString(CultureInfo.InvariantCulture)));
    }

    private static float[] Inputs(string name, Dataset images) =>
        [.. Enumerable.Range(0, images.Count).SelectMany(i => ExportedNetworks.Input(name, images.Image(i)).Select(value => (float)value))];

    private static float[] Logits(Network network, Dataset images)
    {
        int classes = network.Description.Classes;
        float[] logits = new float[images.Count * classes];
        float[] probabilities = new float[classes];
        for (int i = 0; i < images.Count; i++)
        {
            network.Predict(images.Image(i), probabilities, logits.AsSpan(i * classes, classes));
        }

        return logits;
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
