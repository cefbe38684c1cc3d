using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>The network of tiny.arch.json, small so that its files are: 35 parameters and the buffers of a batch normalisation.</summary>
internal static class TinyNetwork
{
    /// <summary>What it is made of.</summary>
    public static NetworkDescription Description { get; } = Create().Description;

    /// <summary>A new one with weights from a seed.</summary>
    public static Network Create(ulong seed = 1)
    {
        var network = new Tiny();
        network.Initialize(seed);
        return network;
    }
}
