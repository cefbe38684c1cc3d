using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning;

/// <summary>How a layer kind uses memory, and the step that computes it.</summary>
internal abstract class LayerPlanner
{
    /// <summary>Zeros that the layer wants around its input.</summary>
    public virtual Margins InputBorder(Layer layer) => default;

    /// <summary>Where the layer's output lies.</summary>
    public virtual Home OutputHome => Home.Scratch;

    /// <summary>
    /// Whether the gradient of the layer's input is where that of its output is; then the output lies
    /// where the layer before wants its own to lie.
    /// </summary>
    public virtual bool LeavesGradientInPlace => false;

    /// <summary>The function applied last, whose derivative the following layer's backward step includes.</summary>
    public virtual Activation OutputActivation(Layer layer) => new NoActivation();

    /// <summary>The step, or null for a layer that only reads its input with another shape.</summary>
    public abstract Step? Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory);

    /// <summary>The planner of a kind: the one place in this stage that lists them.</summary>
    public static LayerPlanner For(Layer layer) => layer switch
    {
        Conv2d => new Conv2dPlanner(),
        AvgPool2d => new AvgPool2dPlanner(),
        MaxPool2d => new MaxPool2dPlanner(),
        Subsample2d => new Subsample2dPlanner(),
        AdaptiveAvgPool2d => new AdaptiveAvgPool2dPlanner(),
        Flatten => new FlattenPlanner(),
        Linear => new LinearPlanner(),
        BatchNorm => new BatchNormPlanner(),
        LayerNorm => new LayerNormPlanner(),
        Dropout => new DropoutPlanner(),
        Rbf => new RbfPlanner(),
        ActivationLayer => new ActivationPlanner(),
        _ => throw new NotSupportedException(layer.GetType().Name),
    };
}
