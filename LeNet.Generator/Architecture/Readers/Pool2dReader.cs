using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Keys of all kinds of pooling.</summary>
internal static class Pool2dKeys
{
    public static readonly Key<Size2> KernelSize = Key.Required(
        "kernel_size", CommonKeys.PositiveSize, "the size of the window, one integer or [height, width]");

    public static readonly Key<Size2> Stride = Key.Optional(
        "stride", CommonKeys.PositiveSize, "the step of the window, one integer or [height, width]; the kernel size by default");

    public static readonly Key<Size2> Padding = Key.Optional(
        "padding", CommonKeys.PaddingSize, "how far windows reach beyond each side of the image, at most half the kernel size; 0 by default", defaultJson: "0");
}

/// <summary>What the kinds of pooling share.</summary>
internal abstract class Pool2dReader<TPool> : LayerReader<TPool>
    where TPool : Pool2d
{
    protected override IReadOnlyList<Key> OwnKeys => [Pool2dKeys.KernelSize, Pool2dKeys.Stride, Pool2dKeys.Padding];

    public override Layer Read(string name, Fields fields)
    {
        Size2 kernel = fields.Get(Pool2dKeys.KernelSize);
        return Create(name, kernel, fields.Get(Pool2dKeys.Stride, otherwise: kernel), fields) with
        {
            Padding = fields.Get(Pool2dKeys.Padding, otherwise: new Size2(0, 0)),
        };
    }

    protected override IEnumerable<Setting> OwnSettings(TPool layer) =>
    [
        Pool2dKeys.KernelSize.Of(layer.Kernel),
        Pool2dKeys.Stride.Of(layer.Stride),
        Pool2dKeys.Padding.Of(layer.Padding),
    ];

    protected abstract TPool Create(string name, Size2 kernel, Size2 stride, Fields fields);
}
