using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning;

/// <summary>What keeps the emitted code at a size that compiles in seconds: beyond it, loops take the place of what is written out.</summary>
internal static class CodeSize
{
    /// <summary>
    /// Multiply-adds of an input gradient that are written out at most. Near the borders every input column has taps of its own,
    /// so that they grow with the square of the kernel's width.
    /// </summary>
    public const int Taps = 240;

    /// <summary>The longest stride whose columns are written out: each has taps of its own.</summary>
    public const int Stride = 14;

    /// <summary>How many columns a dilated kernel may reach over: about as many have taps of their own at either border.</summary>
    public const int Reach = 1024;

    /// <summary>Layers whose kernels may be written out with as much in registers as there is room for.</summary>
    public const int Layers = 48;

    /// <summary>Layers whose kernels may be written for each vector width; a network of more gets one that every processor has.</summary>
    public const int LayersForEveryWidth = 192;

    /// <summary>Registers that the kernels of a network of more layers make do with: a smaller block is shorter code.</summary>
    public const int FewRegisters = 10;

    /// <summary>Whether there are too many layers.</summary>
    public static bool HasManyLayers(EquatableArray<ShapedLayer> layers) => CountLayers(layers) > Layers;

    /// <summary>Layers whose kernels are long.</summary>
    public static int CountLayers(EquatableArray<ShapedLayer> layers) => layers.Count(layer => layer.Layer is Conv2d or Linear);

    /// <summary>What code is emitted for, the widest vectors first.</summary>
    public static IReadOnlyList<VectorTarget> Targets(EquatableArray<ShapedLayer> layers)
    {
        var count = CountLayers(layers);
        return count <= Layers ? VectorTarget.All
            : [.. (count <= LayersForEveryWidth ? VectorTarget.All : [VectorTarget.Vector128]).Select(target => target with { Registers = FewRegisters })];
    }

    /// <summary>Whether a convolution's input gradient is computed column by column.</summary>
    public static bool LoopsColumns(ShapedLayer layer)
    {
        var convolution = (Conv2d)layer.Layer;
        return convolution.Stride.Width > Stride || ReachOf(convolution) > Reach || TapsOf(layer) > Taps;
    }

    /// <summary>Columns from the first tap of a kernel to its last.</summary>
    public static int ReachOf(Conv2d convolution) => (convolution.Kernel.Width - 1) * convolution.Dilation.Width;

    /// <summary>Multiply-adds of a convolution's input gradient, written out for as few columns at a time as there can be.</summary>
    public static int TapsOf(ShapedLayer layer) => ColumnRun.Plan(layer, ((Conv2d)layer.Layer).Stride.Width).Sum(run => run.Taps.Count);
}
