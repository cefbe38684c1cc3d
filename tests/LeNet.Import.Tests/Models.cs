using LeNet.Import.Onnx;
using LeNet.Runtime;

namespace LeNet.Import.Tests;

/// <summary>The models of the folder Models.</summary>
internal static class Models
{
    private const string Extension = ".onnx";

    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Models).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => name[..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of one.</summary>
    public static byte[] Bytes(string name)
    {
        using Stream stream = typeof(Models).Assembly.GetManifestResourceStream(name + Extension)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>One as a network.</summary>
    public static ImportedNetwork Import(string name) => OnnxImporter.Import(Bytes(name), OnnxImporter.NameOf(name + Extension));

    /// <summary>A tensor of an imported network.</summary>
    public static float[] Parameter(ImportedNetwork network, string name)
    {
        ParameterDescription parameter = network.Network.Parameters.Single(own => own.Name == name);
        return network.Weights.Slice(parameter.Offset, parameter.Count).ToArray();
    }
}
