using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Emission.FastConvolution;
using LeNet.Generator.Naming;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Writes the kernels of one step.</summary>
internal abstract class StepEmitter(Step step)
{
    /// <summary>The layer's name as a part of method names: conv1 → Conv1.</summary>
    protected string Title { get; } = PascalCase.Of(step.Name);

    /// <summary>What the step does, for a method's summary.</summary>
    protected string Description => LayerDescriber.Describe(step);

    /// <summary>The derivative that goes into the input gradient.</summary>
    protected ActivationEmitter InputActivation => ActivationEmitter.For(step.InputActivation);

    /// <summary>The kernels, in the order in which they run within their phase.</summary>
    public abstract IEnumerable<KernelMethod> Methods(VectorTarget target);

    /// <summary>Values of a parameter's gradient that one worker sums together, so that workers share whole units.</summary>
    public virtual int GradientUnit(ParameterPlan parameter, VectorTarget target) => 1;

    /// <summary>The emitter of a step: the one place in this stage that lists them.</summary>
    public static StepEmitter For(Step step) => step switch
    {
        Conv2dStep { Fast: { } form } conv => new FastConv2dEmitter(conv, form),
        Conv2dStep conv => new Conv2dEmitter(conv),
        AvgPool2dStep pool => new AvgPool2dEmitter(pool),
        MaxPool2dStep pool => new MaxPool2dEmitter(pool),
        Subsample2dStep subsample => new Subsample2dEmitter(subsample),
        LinearStep linear => new LinearEmitter(linear),
        BatchNormStep norm => new BatchNormEmitter(norm),
        LayerNormStep norm => new LayerNormEmitter(norm),
        DropoutStep dropout => new DropoutEmitter(dropout),
        RbfStep rbf => new RbfEmitter(rbf),
        ActivationStep activation => new ActivationStepEmitter(activation),
        _ => throw new NotSupportedException(step.GetType().Name),
    };

    /// <summary>How the gradient that a step hands on includes the derivative of the layer before, as an equation's tail.</summary>
    protected string InputDerivative => step.InputActivation is NoActivation
        ? ""
        : $", times the derivative of the layer before, {InputActivation.Derivative.Replace('y', 'x')}";

    /// <summary>The kernel that sums gradients which every tile's record holds.</summary>
    /// <param name="gradients">Parameters, with where a record holds their gradients.</param>
    protected KernelMethod TileSums(params (ParameterPlan Parameter, int Offset)[] gradients) => new(
        $"SumGradient{Title}",
        Phase.Gradient,
        $"{step.Name}: sums the tiles' gradients, in the order of the tiles.",
        [],
        kernel =>
        {
            foreach ((ParameterPlan parameter, var offset) in gradients)
            {
                kernel.Code.Line($"LaneMath.AddTiles(records.Slice({offset}), {kernel.Plan.RecordFloats}, tiles, first, gradient.Slice({parameter.Offset}, {parameter.Count}), worker, workers); // {parameter.Title}");
            }
        });

    /// <summary>Declares room for accumulators.</summary>
    protected static void DeclareSums(KernelWriter kernel) => kernel.Code.Line(
        $"Span<float> sums = scratch.Slice({kernel.Plan.LaneSumsOffset}, {kernel.Target.Registers * KernelWriter.Lanes}); // accumulators on their way to a sum over lanes");

    /// <summary>Declares x, the step's input, and dx, its gradient, or a group of their channels: often the same memory.</summary>
    protected static void DeclareInputAndGradient(KernelWriter kernel, Step step, int groups = 1)
    {
        if (step.InputGradient == step.Input)
        {
            kernel.Code.Line("// the input gradient takes the place of the input");
            kernel.Declare("x", step.Input, writable: true, groups);
        }
        else
        {
            if (step.InputActivation is not Architecture.NoActivation)
            {
                kernel.Declare("x", step.Input, groups: groups);
            }

            kernel.Declare("dx", step.InputGradient, writable: true, groups);
        }
    }

    /// <summary>Stores a run of input gradients, each times the derivative of the layer before.</summary>
    /// <param name="origin">Where the run begins in a buffer.</param>
    /// <param name="gradient">The gradient of a column of the run.</param>
    /// <param name="suffix">What tells these spans from others in the same scope.</param>
    protected void WriteGradientStores(
        KernelWriter kernel, Step step, Func<ActivationBuffer, string> origin, int columns, Func<int, string> gradient, string suffix = "")
    {
        CodeWriter code = kernel.Code;
        var length = ((columns - 1) * KernelWriter.Lanes) + kernel.Width;
        var inPlace = step.InputGradient == step.Input;
        var derivative = step.InputActivation is not Architecture.NoActivation;
        var target = inPlace ? "xs" + suffix : "dxs" + suffix;
        code.Line($"Span<float> {target} = {(inPlace ? "x" : "dx")}.Slice({origin(step.InputGradient)}{kernel.Lane}, {length});");
        if (derivative && !inPlace)
        {
            code.Line($"ReadOnlySpan<float> xs{suffix} = x.Slice({origin(step.Input)}{kernel.Lane}, {length});");
        }

        for (var q = 0; q < columns; q++)
        {
            var value = derivative
                ? InputActivation.ApplyDerivative(kernel, kernel.Load("xs" + suffix, q * KernelWriter.Lanes), gradient(q))
                : gradient(q);
            code.Line($"{value}.CopyTo({target}.Slice({q * KernelWriter.Lanes}, {kernel.Width}));");
        }
    }

    /// <summary>Stores a block of input gradients, each times the derivative of the layer before.</summary>
    /// <param name="gradients">The block, declared as g.</param>
    /// <param name="origin">Where the block begins in a buffer.</param>
    /// <param name="rowStride">From one row of the block to the next in a buffer.</param>
    /// <param name="columnStride">From one column of the block to the next; less than sixteen lanes where the columns are parts of those.</param>
    protected void WriteGradientStores(
        KernelWriter kernel, Step step, AccumulatorBlock gradients, int rows, int columns, Func<ActivationBuffer, string> origin, Func<ActivationBuffer, int> rowStride, int columnStride = KernelWriter.Lanes)
    {
        CodeWriter code = kernel.Code;
        var inPlace = step.InputGradient == step.Input;
        var target = inPlace ? "xs" : "dxs";
        var lane = columnStride < KernelWriter.Lanes ? kernel.LaneOf(columns) : kernel.Lane;
        code.Line($"Span<float> {target} = {(inPlace ? "x" : "dx")}.Slice({origin(step.InputGradient)}{lane}, {Length(step.InputGradient)});");
        if (step.InputActivation is Architecture.NoActivation)
        {
            code.Line($"g.{gradients.Store(kernel, target, rowStride(step.InputGradient), columnStride)}");
        }
        else if (inPlace)
        {
            code.Line($"g.{gradients.StoreGradient(kernel, target, rowStride(step.Input), columnStride, InputActivation)}");
        }
        else
        {
            code.Line($"ReadOnlySpan<float> xs = x.Slice({origin(step.Input)}{lane}, {Length(step.Input)});");
            code.Line($"g.{gradients.StoreGradient(kernel, target, rowStride(step.InputGradient), "xs", rowStride(step.Input), columnStride, InputActivation)}");
        }

        int Length(ActivationBuffer buffer) => ((rows - 1) * rowStride(buffer)) + ((columns - 1) * columnStride) + kernel.Width;
    }
}
