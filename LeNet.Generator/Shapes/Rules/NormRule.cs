using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

/// <summary>Normalisation keeps the shape.</summary>
internal static class NormRule
{
    public static LayerFit? Fit(BatchNorm layer, LayerInput input)
    {
        if (layer.IsImage && !input.IsImage("batch_norm2d"))
        {
            return null;
        }

        if (!layer.IsImage && !input.Shape.IsFlat)
        {
            input.Report(
                Descriptors.LayerDoesNotFit,
                input.Site.Type,
                Invariant($"batch_norm1d works on a vector, but the input of layer {input.Site.Number} (1-based) is an image of {input.Shape}; use batch_norm2d, or put it after flatten"));
            return null;
        }

        input.CheckDeclared(BatchNormReader.NumFeatures, input.Shape.Channels);
        return new LayerFit(input.Shape, layer.IsAffine ? 2L * input.Shape.Channels : 0);
    }

    public static LayerFit? Fit(LayerNorm layer, LayerInput input)
    {
        if (input.Site.TryGet(LayerNormReader.NormalizedShape, out EquatableArray<int> declared) && !declared.SequenceEqual(Sizes(input.Shape)))
        {
            input.Report(
                Descriptors.DeclaredInput,
                input.Site.SpanOf(LayerNormReader.NormalizedShape),
                Invariant($"normalized_shape is [{string.Join(", ", declared)}], but the input is [{string.Join(", ", Sizes(input.Shape))}]; layer_norm takes all of it: write that or leave it out"));
        }

        return new LayerFit(input.Shape, layer.IsAffine ? 2L * input.Shape.Count : 0);
    }

    private static int[] Sizes(Shape shape) => shape.IsFlat ? [shape.Channels] : [shape.Channels, shape.Height, shape.Width];
}
