using LeNet.Generator.Architecture.Keys;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>What the kinds of pooling share.</summary>
internal abstract class Pool2dReader : LayerReader
{
    public static readonly Key<Size2> KernelSize = Key.Required(
        "kernel_size", CommonKeys.PositiveSize, "the size of the window, one integer or [height, width]");

    public static readonly Key<Size2> Stride = Key.Optional(
        "stride", CommonKeys.PositiveSize, "the step of the window, one integer or [height, width]; the kernel size by default");

    protected override IReadOnlyList<Key> OwnKeys => [KernelSize, Stride];

    public override Layer Read(string name, Fields fields)
    {
        Size2 kernel = fields.Get(KernelSize);
        return Create(name, kernel, fields.Get(Stride, otherwise: kernel));
    }

    protected abstract Layer Create(string name, Size2 kernel, Size2 stride);
}
