using System.Reflection;

namespace LeNet.Samples;

/// <summary>Says where the network of lenet.arch.json is, whatever it is called.</summary>
public static class OwnNetwork
{
    /// <summary>The assembly that has it.</summary>
    public static Assembly Assembly => typeof(OwnNetwork).Assembly;
}
