using System.CommandLine;

namespace LeNet.Samples;

/// <summary>What a command is connected to.</summary>
internal sealed class Invocation : InvocationConfiguration
{
    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }
}
