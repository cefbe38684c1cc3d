using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning;

/// <summary>Lays out the memory of a network and lists its steps.</summary>
internal static class Planner
{
    /// <summary>Accumulators that any register block has at most, on their way to a sum over lanes.</summary>
    private const int MostAccumulators = 32;

    /// <summary>Of LeNet.Runtime.TileFacts.</summary>
    private const int TileFactsFloats = 3 * ActivationBuffer.Lanes;

    public static NetworkPlan Plan(ShapedNetwork network)
    {
        PlanBuilder memory = new(CodeSize.HasManyLayers(network.Layers));
        EquatableArray<ShapedLayer> layers = ActivationPlacement.Place(network.Layers);
        ActivationBuffer input = memory.Activation(
            "input", Home.Scratch, network.Input.Shape, LayerPlanner.For(layers[0].Layer).InputBorder(layers[0].Layer));

        List<Step> steps = [];
        ActivationBuffer current = input;
        Activation activation = new NoActivation();
        var hasParameters = false;
        for (var i = 0; i < layers.Count; i++)
        {
            ShapedLayer layer = layers[i];
            LayerPlanner planner = LayerPlanner.For(layer.Layer);
            var before = memory.ScratchFloats + memory.RecordFloats;
            Step? step = planner.Plan(layer, current, () => Output(i), memory);
            if (step is null)
            {
                current = current with { Shape = layer.Output };
                continue;
            }

            steps.Add(step with
            {
                InputActivation = activation,
                WantsInputGradient = hasParameters,
                TileFloats = memory.ScratchFloats + memory.RecordFloats - before,
            });
            hasParameters |= step.TrainableCount > 0;
            activation = planner.OutputActivation(layer.Layer);
            current = step.Output;
        }

        LinkGradients(steps);
        var transient = memory.WorkspaceFloats;
        memory.Workspace(TransientFloats(network, steps));
        LossPlan loss = new(
            memory.Record(current.Shape.Count * ActivationBuffer.Lanes),
            memory.Record(ActivationBuffer.Lanes),
            memory.Record(ActivationBuffer.Lanes),
            memory.Record(network.Loss is DiscriminativeRbf ? 2 * ActivationBuffer.Lanes : 0));
        int? tileFacts = steps.Any(step => step.DiffersInTraining) ? memory.Record(TileFactsFloats) : null;
        var laneSums = memory.Scratch(MostAccumulators * ActivationBuffer.Lanes);
        var pixels = memory.Scratch(PixelFloats(network.Input));
        return new NetworkPlan(
            network,
            input,
            current,
            new(steps),
            new(memory.Parameters),
            loss,
            memory.ParameterFloats,
            memory.ScratchFloats,
            memory.RecordFloats,
            memory.WorkspaceFloats,
            transient,
            tileFacts,
            laneSums,
            pixels);

        ActivationBuffer Output(int index)
        {
            ShapedLayer layer = layers[index];
            Margins border = index + 1 < layers.Count ? LayerPlanner.For(layers[index + 1].Layer).InputBorder(layers[index + 1].Layer) : default;
            return memory.Activation(layer.Layer.Name, HomeOf(index), layer.Output, border);
        }

        Home HomeOf(int index)
        {
            LayerPlanner planner = LayerPlanner.For(layers[index].Layer);
            return IsLastStep(index) ? Home.Record : planner.LeavesGradientInPlace ? current.Home : planner.OutputHome;
        }

        bool IsLastStep(int index) => layers.Skip(index + 1).All(layer => layer.Layer is Architecture.Layers.Flatten);
    }

    /// <summary>What one fast convolution after the other uses.</summary>
    private static int TransientFloats(ShapedNetwork network, IReadOnlyList<Step> steps) => steps.OfType<Conv2dStep>()
        .Select(step => step.Fast is { } form ? FastMemory.For(CodeSize.Targets(network.Layers), step, form).Floats : 0)
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>A step's output gradient lies where the next step puts its input gradient.</summary>
    private static void LinkGradients(List<Step> steps)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (i + 1 < steps.Count)
            {
                steps[i] = steps[i] with { OutputGradient = steps[i + 1].InputGradient with { Shape = steps[i].Output.Shape } };
            }

            if (LayerPlanner.For(steps[i].Layer.Layer).LeavesGradientInPlace)
            {
                steps[i] = steps[i] with { InputGradient = steps[i].OutputGradient };
            }
        }
    }

    /// <summary>Bytes of sixteen interleaved images, of the same with their columns scaled and with both axes scaled, as floats.</summary>
    private static int PixelFloats(ImageInput input)
    {
        var raw = input.Shape.Channels * input.Image.Area * ActivationBuffer.Lanes;
        var columnsScaled = input.Shape.Channels * input.Image.Height * input.Shape.Width * ActivationBuffer.Lanes;
        var scaled = input.Fit == ImageFit.Resize ? columnsScaled + (input.Shape.Count * ActivationBuffer.Lanes) : 0;
        return (raw + scaled) / sizeof(float);
    }
}
