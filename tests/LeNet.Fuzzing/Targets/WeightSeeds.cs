using System.Text;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Weight files of the tiny network, and such as other programs write.</summary>
internal static class WeightSeeds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        OfNetwork(),
        OfNetwork("F64", sizeof(double)),
        OfNetwork("F16", sizeof(ushort)),
        OfNetwork("BF16", sizeof(ushort)),
        OfHeader("""{"a":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]},"__metadata__":{"format":"pt"}}""", 10),
        OfHeader("""{"d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"e":{"dtype":"U8","shape":[],"data_offsets":[8,9]},"f":{"dtype":"F32","shape":[0,5],"data_offsets":[9,9]}}""", 9),
        OfHeader("{}", 0),
    ];

    private static byte[] OfNetwork()
    {
        using var scratch = new ScratchFile();
        TinyNetwork.Create().Save(scratch.Path + ".safetensors");
        return File.ReadAllBytes(scratch.Path + ".safetensors");
    }

    /// <summary>Zeros in another dtype, as PyTorch's half-precision models have.</summary>
    private static byte[] OfNetwork(string dtype, int bytes)
    {
        List<string> tensors = [];
        int offset = 0;
        foreach (ParameterDescription parameter in TinyNetwork.Description.Parameters.OrderByDescending(parameter => parameter.IsInteger))
        {
            int end = offset + (parameter.Count * (parameter.IsInteger ? sizeof(long) : bytes));
            tensors.Add($$"""
                "{{parameter.Name}}":{"dtype":"{{(parameter.IsInteger ? "I64" : dtype)}}","shape":[{{string.Join(',', parameter.Shape)}}],"data_offsets":[{{offset}},{{end}}]}
                """);
            offset = end;
        }

        return OfHeader($"{{{string.Join(',', tensors)}}}", offset);
    }

    private static byte[] OfHeader(string header, int bytes) => [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[bytes]];
}
