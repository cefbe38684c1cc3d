namespace LeNet.Generator.Architecture.Layers;

/// <summary>What "padding" of a convolution says.</summary>
/// <param name="Size">Zeros on each side; of no meaning for "same".</param>
/// <param name="IsSame">Whether it is "same": as much as gives the output the size of the input.</param>
internal readonly record struct ConvPadding(Size2 Size, bool IsSame);
