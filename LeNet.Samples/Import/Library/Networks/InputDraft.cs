using LeNet.Generator.Architecture;
using LeNet.Generator.Shapes;

namespace LeNet.Import.Networks;

/// <summary>What the model's input is to the network.</summary>
/// <param name="Input">The input as the architecture file has it.</param>
/// <param name="Order">For each value of the network's input, batch included, the model's value that it is.</param>
/// <param name="Scale">For each, what the model multiplies it with …</param>
/// <param name="Shift">… and then adds, before the first layer.</param>
internal sealed record InputDraft(ImageInput Input, int[] Order, double[] Scale, double[] Shift)
{
    /// <summary>The first layer's input of one that the model was given.</summary>
    public double[] Of(double[] given) => [.. Order.Select((from, i) => (given[from] * Scale[i]) + Shift[i])];
}
