using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning.OneImage;

/// <summary>Chooses, layer by layer, what to vectorise, and lays out the memory of one image.</summary>
internal sealed class OneImagePlanner
{
    private readonly VectorTarget _target;
    private readonly List<OneImageStep> _steps = [];
    private int _memory;
    private int _prepared;

    private OneImagePlanner(VectorTarget target)
    {
        _target = target;
    }

    public static OneImagePlan Plan(NetworkPlan plan, VectorTarget target) => new OneImagePlanner(target).Run(plan);

    private OneImagePlan Run(NetworkPlan plan)
    {
        // The input and the pixels come first, at the same place for every vector width.
        ImageBuffer input = Allocate("input", plan.Network.Input.Shape, default, 0);
        _memory += PixelFloats(plan.Network.Input);
        ImageBuffer current = input;
        List<StepMemory> floats = [];
        foreach (Step step in plan.Steps)
        {
            var before = _memory + _prepared;
            current = step switch
            {
                Conv2dStep convolution => Convolve(convolution, current),
                Pool2dStep pool => Pool(pool, current),
                LinearStep linear => Multiply(linear, Flatten(current)),
                BatchNormStep norm => Normalise(norm, norm.Layer.Input.IsFlat ? AsVector(Flatten(current)) : current),
                LayerNormStep norm => Normalise(norm, Flatten(current)),
                DropoutStep => current,
                RbfStep rbf => Compare(rbf, Flatten(current)),
                ActivationStep => Add(new LayerStep(current, current, step, current.IsPlanar ? VectorAxis.Columns : VectorAxis.Channels, -1, -1)),
                _ => throw new NotSupportedException(step.GetType().Name),
            };
            floats.Add(new StepMemory(step.Name, _memory + _prepared - before));
        }

        ImageBuffer logits = Flatten(current);
        return new OneImagePlan(_target, input, logits, new(_steps), _memory, _prepared) { StepFloats = new(floats) };
    }

    /// <summary>Working memory of <c>PixelMath.Scale</c>, and the scaled image.</summary>
    public static int PixelFloats(ImageInput input) => input.Fit == ImageFit.Resize
        ? PlanBuilder.Align((ScaleWorkBytes(input) + input.Shape.Count + sizeof(float) - 1) / sizeof(float))
        : 0;

    /// <summary>Rows with their columns scaled, and sixteen rows side by side before, during and after.</summary>
    public static int ScaleWorkBytes(ImageInput input) =>
        (input.Shape.Channels * input.Image.Height * input.Shape.Width)
        + ((input.Image.Width + input.Shape.Width + ActivationBuffer.Lanes) * ActivationBuffer.Lanes);

    /// <summary>
    /// Columns as lanes read the weights as they are, but need a row of at least a vector and stride 1;
    /// channels as lanes read the input value by value, in any layout, or vector by vector where every output channel
    /// has an input channel of its own. The one that needs fewer vectors is taken.
    /// </summary>
    private ImageBuffer Convolve(Conv2dStep step, ImageBuffer input)
    {
        if (step.Fast is { } form)
        {
            return Convolve(step, form, input);
        }

        Conv2d convolution = step.Convolution;
        Shape output = step.Layer.Output;
        var groups = step.IsDepthwise ? 1 : convolution.Groups;
        var groupLanes = Vectors(output.Channels / groups);
        var columnVectors = output.Channels * RegisterBlock.Blocks(output.Width, _target.Floats);
        var channelVectors = output.Width * groups * groupLanes / _target.Floats;
        var alongColumns = input.IsPlanar
            && convolution.Stride.Width == 1
            && output.Width >= _target.Floats
            && columnVectors <= channelVectors;
        var pixelFloats = step.IsDepthwise && !alongColumns && input.IsPlanar ? groupLanes : input.PixelFloats;
        if (convolution.Margins != default || pixelFloats != input.PixelFloats)
        {
            var name = input.Name + (convolution.Margins != default ? ", padded" : ", channels last");
            input = Add(new CopyStep(input, Allocate(name, input.Shape, convolution.Margins, pixelFloats)));
        }

        if (alongColumns)
        {
            return Add(new LayerStep(input, Allocate(step.Name, output, default, 0), step, VectorAxis.Columns, -1, -1));
        }

        // A group's vectors begin with its first channel, and end among those of the next, which are written after them.
        var lanes = Vectors(((groups - 1) * (output.Channels / groups)) + groupLanes);
        return Add(new LayerStep(
            input,
            Allocate(step.Name, output, default, lanes),
            step,
            VectorAxis.Channels,
            Prepare(groups * groupLanes * step.GroupInputs * convolution.Kernel.Area),
            Prepare(groups * groupLanes))
        {
            Groups = groups,
            GroupLanes = groupLanes,
        });
    }

    /// <summary>Output channels as lanes, or tiles, whichever takes fewer instructions.</summary>
    private ImageBuffer Convolve(Conv2dStep step, FastForm form, ImageBuffer input)
    {
        FastTiles? tiles = FastTiles.For(_target, step, form, input);
        var takesTiles = tiles is not null && FastImageCost.OfTiles(_target, step, tiles) < FastImageCost.OfChannels(_target, step, form, input);
        var turns = !takesTiles && FastImageCost.TurnsInput(input);
        Margins margins = step.Convolution.Margins;
        if (margins != default || turns)
        {
            var name = input.Name + (margins != default ? ", padded" : ", channels last");
            input = Add(new CopyStep(input, Allocate(name, input.Shape, margins, turns ? Vectors(input.Shape.Channels) : input.PixelFloats)));
        }

        return takesTiles ? Convolve(step, tiles!, input) : ConvolveByChannels(step, form, input);
    }

    private ImageBuffer ConvolveByChannels(Conv2dStep step, FastForm form, ImageBuffer input)
    {
        var lanes = Vectors(step.Layer.Output.Channels);
        var fast = FastImage.For(_target, step, form);
        return Add(new LayerStep(
            input,
            Allocate(step.Name, step.Layer.Output, default, lanes),
            step,
            VectorAxis.Channels,
            Prepare(lanes * FastMemory.WeightFloats(step, form) / step.Layer.Output.Channels),
            Prepare(lanes))
        {
            Fast = fast with { Points = Work(fast.PointFloats(step, input)), Products = Work(fast.ProductFloats(_target)) },
        });
    }

    /// <summary>Weights at the points as in a batch, one by one.</summary>
    private ImageBuffer Convolve(Conv2dStep step, FastTiles tiles, ImageBuffer input) => Add(new LayerStep(
        input,
        Allocate(step.Name, step.Layer.Output, default, 0),
        step,
        VectorAxis.Tiles,
        Prepare(FastMemory.WeightFloats(step, tiles.Form)),
        -1)
    {
        Tiles = tiles with
        {
            Streams = Work(tiles.Form.Toom.Outputs * tiles.StreamFloats),
            Points = Work(step.Layer.Input.Channels * tiles.Form.Toom.Points * tiles.PointFloats(step)),
            Products = Work(tiles.ProductFloats(_target)),
            Results = Work(tiles.ResultFloats),
        },
    });

    /// <summary>In the layout that there is; parameters become whole vectors where channels are lanes.</summary>
    private ImageBuffer Pool(Pool2dStep step, ImageBuffer input)
    {
        var isPrepared = !input.IsPlanar && step.Parameters.Count > 0;
        return Add(new LayerStep(
            input,
            Allocate(step.Name, step.Layer.Output, default, input.PixelFloats),
            step,
            input.IsPlanar ? VectorAxis.Columns : VectorAxis.Channels,
            isPrepared ? Prepare(input.PixelFloats) : -1,
            isPrepared ? Prepare(input.PixelFloats) : -1));
    }

    private ImageBuffer Multiply(LinearStep step, ImageBuffer input)
    {
        var lanes = Vectors(step.OutFeatures);
        return Add(new LayerStep(
            input,
            Allocate(step.Name, Shape.Image(step.OutFeatures, 1, 1), default, lanes),
            step,
            VectorAxis.Channels,
            Prepare(lanes * step.InFeatures),
            Prepare(lanes)));
    }

    private ImageBuffer Normalise(BatchNormStep step, ImageBuffer input) => Add(new LayerStep(
        input,
        Allocate(step.Name, input.Shape, default, input.PixelFloats),
        step,
        input.IsPlanar ? VectorAxis.Columns : VectorAxis.Channels,
        Prepare(3 * input.ChannelArrayFloats),
        -1));

    /// <summary>Values in PyTorch's order as so many channels of one pixel.</summary>
    private static ImageBuffer AsVector(ImageBuffer flat) => flat with { Shape = Shape.Image(flat.Shape.Count, 1, 1) };

    private ImageBuffer Normalise(LayerNormStep step, ImageBuffer input) => Add(new LayerStep(
        input, Allocate(step.Name, step.Layer.Output, default, input.PixelFloats), step, VectorAxis.Columns, -1, -1));

    private ImageBuffer Compare(RbfStep step, ImageBuffer input)
    {
        var lanes = Vectors(step.OutFeatures);
        return Add(new LayerStep(
            input,
            Allocate(step.Name, Shape.Image(step.OutFeatures, 1, 1), default, lanes),
            step,
            VectorAxis.Channels,
            Prepare(lanes * step.InFeatures),
            -1));
    }

    /// <summary>The values in PyTorch's order, without a border.</summary>
    private ImageBuffer Flatten(ImageBuffer buffer) => buffer.IsFlat
        ? buffer
        : Add(new CopyStep(buffer, Allocate(buffer.Name + ", flattened", buffer.Shape, default, 0)));

    private int Vectors(int values) => RegisterBlock.Blocks(values, _target.Floats) * _target.Floats;

    private ImageBuffer Add(OneImageStep step)
    {
        _steps.Add(step);
        return step.Output;
    }

    private ImageBuffer Allocate(string name, Shape shape, Margins border, int pixelFloats)
    {
        ImageBuffer buffer = new(name, _memory, shape, border, pixelFloats);
        _memory += PlanBuilder.Align(buffer.Floats);
        return buffer;
    }

    /// <summary>Working memory of a step.</summary>
    private int Work(int floats)
    {
        var offset = _memory;
        _memory += PlanBuilder.Align(floats);
        return offset;
    }

    private int Prepare(int floats)
    {
        var offset = _prepared;
        _prepared += PlanBuilder.Align(floats);
        return offset;
    }
}
