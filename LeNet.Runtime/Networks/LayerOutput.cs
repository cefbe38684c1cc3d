namespace LeNet.Runtime;

/// <summary>What a layer made of an image.</summary>
/// <param name="Layer">The layer. Of the network's input, one of the name and type <c>input</c>.</param>
/// <param name="Values">Channel, row, column, as <see cref="LayerDescription.OutputShape"/> says.</param>
public sealed record LayerOutput(LayerDescription Layer, ReadOnlyMemory<float> Values);
