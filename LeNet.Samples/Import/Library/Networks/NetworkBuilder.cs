using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Onnx.Graph;
using LeNet.Import.Onnx.Layers;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>
/// Makes a list of layers of what was recognised in a model, from the first to the last, and follows where the values lie. The network's input is
/// known from its first layer on: before that, moves and constant factors are of the way to it.
/// </summary>
internal sealed partial class NetworkBuilder
{
    /// <summary>What LeNet.Export calls a scale that is only there because the operator wants one.</summary>
    private const string FixedScale = ".fixed_weight";

    private readonly GraphView _graph;
    private readonly List<LayerDraft> _layers = [];
    private Shape? _shape;
    private ValueLayout _layout;
    private InputAffine _affine;
    private OnnxNode? _flattening;
    private PendingMargins? _margins;

    /// <param name="graph">The model.</param>
    /// <param name="input">The name of its input, or of the value behind a preprocessing that is known.</param>
    /// <param name="known">The network's input if it is known.</param>
    public NetworkBuilder(GraphView graph, string input, ImageInput? known)
    {
        _graph = graph;
        OnnxTensor value = graph.Value(input);
        _layout = ValueLayout.Plain(value.Shape.Length > 0 ? value.Shape[0] : 1, value.Shape);
        _affine = InputAffine.None(value);
        if (known is not null)
        {
            _shape = known.Shape;
            Input = new InputDraft(known, [.. Enumerable.Range(0, value.Count)], [.. Enumerable.Repeat(1.0, value.Count)], new double[value.Count]);
        }
    }

    /// <summary>What people should know of the import.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>The layers.</summary>
    public IReadOnlyList<LayerDraft> Layers => _layers;

    /// <summary>The network's input; null until it is known.</summary>
    public InputDraft? Input { get; private set; }

    /// <summary>What comes out at the moment.</summary>
    public Shape Shape => _shape ?? throw new InvalidOperationException("There is no layer yet.");

    /// <summary>The last layer, or null.</summary>
    public LayerDraft? Last => _layers.Count > 0 ? _layers[^1] : null;

    /// <summary>Whether the model was written by this project's exporter, whose node names tell layers apart.</summary>
    public bool IsOwn => _graph.Model.Producer == "LeNet";

    /// <summary>Whether a normalisation's scale is no parameter but 1: models of this project say so by a name. Others are not told from untrained ones.</summary>
    public bool HasFixedScale(IEnumerable<OnnxNode> nodes) =>
        IsOwn && nodes.Any(node => node.Inputs.Any(input => input.EndsWith(FixedScale, StringComparison.Ordinal)));

    /// <summary>Adds what was recognised, and checks that its shape is what the model has.</summary>
    public void Take(LayerMatch match)
    {
        match.Apply(this);
        int count = _graph.Value(match.Output).Count;
        if (_layout.Tensor.Count != count || (_shape is { } shape && shape.Count * _layout.Batch != count))
        {
            throw new OnnxException(match.Nodes[0], "gives another number of values than the layer that it was taken for");
        }
    }

    /// <summary>The model's value as an image [batch, channels, height, width], for a layer that slides over it or is of channels.</summary>
    /// <param name="node">The layer's node.</param>
    /// <param name="takesMargins">Whether the layer adds the margins before it to its own.</param>
    public Shape Image(OnnxNode node, bool takesMargins = false)
    {
        if (_shape is null && _layout.Tensor.Shape is [_, var channels, var height, var width])
        {
            Decide(node, Shape.Image(channels, height, width), _layout.Tensor);
        }

        if (_margins is not null && !takesMargins)
        {
            throw new OnnxException(_margins.Node, "adds margins that no convolution or pool comes right behind; padding is of those layers here");
        }

        return _shape is { IsFlat: false } image && _layout.IsImage(image) ? image
            : _shape is { IsFlat: true } ? throw new OnnxException(node, "needs an image, but a layer before it made a vector")
            : throw new OnnxException(node, $"takes its values as {_layout.Tensor.Title}, in another order or shape than the layers before it give ({_shape}); a network here keeps its images as they are");
    }

    /// <summary>The margins that a layer behind them adds to its own.</summary>
    public PendingMargins? TakeMargins()
    {
        PendingMargins? margins = _margins;
        _margins = null;
        return margins;
    }

    /// <summary>The network's value as a vector, for a layer that takes one: flattened if it is an image.</summary>
    /// <returns>For each of the model's values of a sample its place in the vector.</returns>
    public int[] Vector(OnnxNode node)
    {
        RequireShape(node);
        RequireNoMargins();
        int[] places = Places(node);
        if (!Shape.IsFlat)
        {
            AddFlatten();
        }

        return places;
    }

    /// <summary>For each of the model's values of a sample its place in the network.</summary>
    public int[] Places(OnnxNode node)
    {
        RequireShape(node);
        return _layout.Places() ?? throw new OnnxException(node, "meets values of several samples of a batch in one, or not all values of one; a network here handles each sample by itself");
    }

    /// <summary>Numbers that the model has for each of its values, or stretches to them, as the network has them: one sample.</summary>
    public double[] Arrange(OnnxNode node, OnnxTensor constant)
    {
        int[] places = Places(node);
        int[] shape = _layout.Tensor.Shape;
        OnnxTensor all = OnnxArithmetic.Broadcast(_graph.Call(node), constant, shape);
        double[] arranged = new double[places.Length];
        for (int i = 0; i < all.Count; i++)
        {
            int place = places[i % places.Length];
            if (i >= places.Length && arranged[place] != all.Values[i])
            {
                throw new OnnxException(node, "has other constants for each sample of a batch");
            }

            arranged[place] = all.Values[i];
        }

        return arranged;
    }

    /// <summary>One number for each channel of numbers for each value; null if they differ within a channel.</summary>
    public static double[]? PerChannel(double[] values, int channels)
    {
        int area = values.Length / channels;
        double[] result = [.. Enumerable.Range(0, channels).Select(channel => values[channel * area])];
        return values.Where((value, i) => value != result[i / area]).Any() ? null : result;
    }

    /// <summary>Adds a layer whose values the model has as [batch, channels, height, width] or [batch, features], in the shape of a node's output.</summary>
    public void Add(LayerDraft layer, OnnxNode node)
    {
        AddInPlace(layer);
        _layout = ValueLayout.Plain(_layout.Batch, _graph.Value(node.Outputs[0]).Shape);
        _flattening = _layout.Tensor.Rank == 2 ? node : null;
    }

    /// <summary>Adds a layer behind which all values are where they were.</summary>
    public void AddInPlace(LayerDraft layer)
    {
        if (_flattening is not null && !Shape.IsFlat && layer.Output.IsFlat)
        {
            AddFlatten();
        }

        _layers.Add(layer);
        _shape = layer.Output;
    }

    /// <summary>Whether the model flattens the image here, and the network is still to do so.</summary>
    public bool IsToFlatten => _flattening is not null && _shape is { IsFlat: false };

    /// <summary>Makes a vector of the image if the model did so before.</summary>
    public void FlattenIfModelDid()
    {
        if (IsToFlatten)
        {
            AddFlatten();
        }
    }

    /// <summary>Follows a node that only moves values.</summary>
    public void Move(OnnxNode node)
    {
        _layout = _layout with { Tensor = _graph.Move(node, _layout.Tensor) };
        _affine = _shape is null ? _affine.Moved(tensor => _graph.Move(node, tensor)) : _affine;
        int[] shape = _layout.Tensor.Shape;
        bool isVector = shape.Length == 2 && shape[0] == _layout.Batch;
        _flattening = !isVector ? null : _flattening ?? node;
    }

    /// <summary>The channels of an image whose rows and columns a node sums up, wherever the model has them.</summary>
    public int Channels(OnnxNode node, int[]? axes)
    {
        if (_shape is null && axes is [2, 3])
        {
            Image(node);
        }

        RequireShape(node);
        RequireNoMargins();
        return axes is not null && _layout.ImageAxes(Shape) is [var batch, var channels, var rows, var columns] && batch < channels && axes.Order().SequenceEqual(new[] { rows, columns }.Order())
            ? Shape.Channels
            : throw new OnnxException(node, "takes means of other values than those of each channel, rows and columns of an image; adaptive_avg_pool2d is of these");
    }

    /// <summary>Margins around the image, which a layer behind will take.</summary>
    public void Pad(OnnxNode node)
    {
        if (_shape is null)
        {
            Image(node);
        }

        RequireNoMargins();
        int[] axes = _layout.ImageAxes(Shape) ?? throw new OnnxException(node, "adds margins to a value that is no image");
        (int[] pads, double fill) = OnnxMoves.Margins(_graph.Call(node));
        if (pads[axes[0]] + pads[axes[0] + 4] + pads[axes[1]] + pads[axes[1] + 4] > 0)
        {
            throw new OnnxException(node, "adds samples or channels; only rows and columns can be added here");
        }

        var margins = new PendingMargins(node, new Margins(pads[axes[2]], pads[axes[3]], pads[axes[2] + 4], pads[axes[3] + 4]), fill);
        Shape padded = Shape.Image(Shape.Channels, Shape.Height + margins.Size.Height, Shape.Width + margins.Size.Width);
        int[] order = [.. Enumerable.Range(0, 4).Select(axis => Array.IndexOf(axes, axis))];
        ValueLayout plain = ValueLayout.Plain(_layout.Batch, [_layout.Batch, padded.Channels, padded.Height, padded.Width]);
        (_shape, _margins) = (padded, margins);
        _layout = plain with { Tensor = OnnxMoves.Permute(_graph.Call(node), plain.Tensor, order) };
    }

    /// <summary>Ends the network: logits are a vector, in the model's order.</summary>
    public void Finish(OnnxNode? last)
    {
        OnnxNode node = last ?? throw new OnnxException("the model has no layers");
        Vector(node);
        if (!_layout.IsPlain)
        {
            throw new OnnxException(node, "gives its classes in another order than the last layer");
        }
    }

    private void RequireNoMargins()
    {
        if (_margins is not null)
        {
            throw new OnnxException(_margins.Node, "adds margins that no convolution or pool comes right behind; padding is of those layers here");
        }
    }

    private void AddFlatten()
    {
        _layers.Add(new LayerDraft
        {
            Stem = "flatten",
            Make = (name, _) => new Flatten(name),
            Nodes = _flattening is null ? [] : [_flattening],
            Output = Shape.Flat(Shape.Count),
        });
        _shape = Shape.Flat(Shape.Count);
    }
}
