using System.Reflection;

namespace LeNet.Samples;

/// <summary>Says where the networks of arch/ are.</summary>
public static class ExampleNetworks
{
    /// <summary>The assembly that has them.</summary>
    public static Assembly Assembly => typeof(ExampleNetworks).Assembly;
}
