namespace LeNet.Samples;

/// <summary>Stands for the assembly with the network of lenet.arch.json, whose class may have any name.</summary>
public static class OwnNetwork;
