using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Writes one step on one image.</summary>
internal abstract class OneImageStepEmitter
{
    /// <summary>The body of the step's method.</summary>
    public abstract void Write(KernelWriter kernel);

    /// <summary>What brings the step's parameters into the order in which it reads them; for steps that have such an order.</summary>
    public virtual void WritePrepare(KernelWriter kernel)
    {
    }

    /// <summary>The emitter of a step: the one place in this stage that lists them.</summary>
    public static OneImageStepEmitter For(OneImageStep step) => step switch
    {
        CopyStep copy => new CopyEmitter(copy),
        LayerStep { Layer: Conv2dStep convolution, Fast: { } fast } layer => new FastConv2dByChannelsEmitter(layer, convolution, fast),
        LayerStep { Layer: Conv2dStep convolution, Tiles: { } tiles } layer => new FastConv2dByTilesEmitter(layer, convolution, tiles),
        LayerStep { Layer: Conv2dStep convolution, Axis: VectorAxis.Columns } layer => new Conv2dByColumnsEmitter(layer, convolution),
        LayerStep { Layer: Conv2dStep convolution } layer => new Conv2dByChannelsEmitter(layer, convolution),
        LayerStep { Layer: Pool2dStep pool } layer => new Pool2dOneImageEmitter(layer, pool),
        LayerStep { Layer: LinearStep linear } layer => new LinearOneImageEmitter(layer, linear),
        LayerStep { Layer: BatchNormStep norm } layer => new BatchNormOneImageEmitter(layer, norm),
        LayerStep { Layer: LayerNormStep norm } layer => new LayerNormOneImageEmitter(layer, norm),
        LayerStep { Layer: RbfStep rbf } layer => new RbfOneImageEmitter(layer, rbf),
        LayerStep { Layer: ActivationStep activation } layer => new ActivationOneImageEmitter(layer, activation),
        _ => throw new NotSupportedException(step.GetType().Name),
    };
}
