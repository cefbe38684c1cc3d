using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>The shape of an image where nothing in the model says which axis is what: no layer that slides over it comes first.</summary>
internal static class InputShape
{
    /// <summary>Grey, colour, colour with opacity.</summary>
    private static readonly int[] UsualChannels = [1, 3, 4];

    /// <summary>What is first is a height if it is more than channels of images are.</summary>
    private const int MostChannels = 4;

    /// <summary>The image that values of one sample are.</summary>
    /// <param name="sizes">The input's sizes without the batch.</param>
    /// <param name="notes">What was assumed.</param>
    /// <returns>The shape, and whether the channels are the last axis.</returns>
    public static (Shape Shape, bool ChannelsLast) Of(IReadOnlyList<int> sizes, List<string> notes)
    {
        switch (sizes)
        {
            case [var first, var second, var third]:
                bool isLast = UsualChannels.Contains(third) && first > MostChannels;
                return (isLast ? Shape.Image(third, first, second) : Shape.Image(first, second, third), isLast);
            case [var height, var width]:
                return (Shape.Image(1, height, width), false);
            case [var count]:
                int side = (int)Math.Sqrt(count);
                Shape shape = side * side == count ? Shape.Image(1, side, side) : Shape.Image(1, 1, count);
                notes.Add(FormattableString.Invariant($"the model takes {count} values in a row; they are read as an image of {shape}, row by row: change \"shape\" if yours is another"));
                return (shape, false);
            default:
                throw new OnnxException($"the model's input has the sizes {OnnxTensor.Describe(sizes)} of one sample; an image has channels, height and width");
        }
    }
}
