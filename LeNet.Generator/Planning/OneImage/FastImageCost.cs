using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning.OneImage;

/// <summary>Estimates a fast convolution of one image, in instructions: loads, stores and arithmetic of a vector, or of a single value where that is all there is.</summary>
internal static class FastImageCost
{
    /// <summary>With output channels as lanes.</summary>
    public static int OfChannels(VectorTarget target, Conv2dStep step, FastForm form, ImageBuffer input)
    {
        Shape x = step.Layer.Input;
        Shape y = step.Layer.Output;
        return Instructions(
            step,
            form,
            RegisterBlock.Blocks(x.Channels, target.Floats) * FastMemory.PointRows(step) * form.Tiles,
            RegisterBlock.Blocks(y.Channels, target.Floats) * y.Height * form.Tiles)
            + (TurnsInput(input) ? x.Count : 0);
    }

    /// <summary>With tiles as lanes, and each value of x and of y moved once more.</summary>
    public static int OfTiles(VectorTarget target, Conv2dStep step, FastTiles tiles) => Instructions(
        step,
        tiles.Form,
        step.Layer.Input.Channels * tiles.InputFloats / target.Floats,
        step.Layer.Output.Channels * tiles.OutputFloats / target.Floats) + step.Layer.Input.Count + step.Layer.Output.Count;

    /// <summary>Whether channels as lanes want an input with its channels last first: one by one, the values of several channels take longer to the points than there.</summary>
    public static bool TurnsInput(ImageBuffer input) => input.IsPlanar && input.Shape.Channels > 1;

    /// <param name="step">The layer.</param>
    /// <param name="form">Its form.</param>
    /// <param name="inputs">Vectors of tiles that are taken to the points.</param>
    /// <param name="outputs">Vectors of tiles that come back from there.</param>
    private static int Instructions(Conv2dStep step, FastForm form, int inputs, int outputs)
    {
        CookToom toom = form.Toom;
        var products = toom.Points * step.Layer.Input.Channels * step.Convolution.Kernel.Height;
        return (inputs * (toom.Points + toom.Input.Operations + toom.Points))
            + (outputs * (products + toom.Points + toom.Output.Operations + toom.Outputs));
    }
}
