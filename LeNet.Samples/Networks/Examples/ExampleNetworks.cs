namespace LeNet.Samples;

/// <summary>Stands for the assembly with the networks of arch/, whose classes may have any names.</summary>
public static class ExampleNetworks;
