namespace LeNet.Runtime;

/// <summary>A network whose arithmetic LeNet.Generator emitted from an architecture file.</summary>
public abstract partial class Network
{
}
