using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Architecture.Readers;

internal sealed class Subsample2dReader : LayerReader<Subsample2d>
{
    public override string Type => "subsample2d";

    public override string Description =>
        "The sum of each window times a coefficient plus a bias, both learned for each channel, as in LeNet-5 of 1998; a last partial window is dropped";

    protected override IReadOnlyList<Key> OwnKeys => [Pool2dKeys.KernelSize, Pool2dKeys.Stride, CommonKeys.Activation];

    public override Layer Read(string name, Fields fields)
    {
        Size2 kernel = fields.Get(Pool2dKeys.KernelSize);
        return new Subsample2d(
            name, kernel, fields.Get(Pool2dKeys.Stride, otherwise: kernel), fields.Get(CommonKeys.Activation, otherwise: new NoActivation()));
    }

    protected override IEnumerable<Setting> OwnSettings(Subsample2d layer) =>
        [Pool2dKeys.KernelSize.Of(layer.Kernel), Pool2dKeys.Stride.Of(layer.Stride), CommonKeys.Activation.Of(layer.Activation)];
}
