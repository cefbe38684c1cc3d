using LeNet.Runtime;

namespace LeNet.Testing.Host;

/// <summary>The networks of this assembly.</summary>
internal static class Networks
{
    public static Network Create(string name) => name switch
    {
        nameof(LeNet5) => new LeNet5(),
        nameof(LeNet5Of1998) => new LeNet5Of1998(),
        nameof(Modern) => new Modern(),
        nameof(Small) => new Small(),
        _ => throw new ArgumentException($"There is no network {name}."),
    };
}
