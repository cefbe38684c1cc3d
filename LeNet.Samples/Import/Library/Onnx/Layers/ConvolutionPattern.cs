using LeNet.Generator;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Networks;
using LeNet.Import.Onnx.Graph;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Conv: a convolution, one whose channels are partly connected, or the subsampling of 1998, which is exported as one.</summary>
internal sealed class ConvolutionPattern() : NodePattern("Conv")
{
    protected override void Apply(NetworkBuilder builder, GraphView graph, OnnxNode node)
    {
        Shape image = builder.Image(node, takesMargins: true);
        OnnxTensor weight = graph.Parameter(node, 1)!;
        OnnxTensor? bias = graph.Parameter(node, 2);
        var window = OnnxWindow.Of(graph.Call(node), new Runtime.Size(weight.Shape[2], weight.Shape[3]));
        PendingMargins? before = builder.TakeMargins();
        if (before is { Fill: not 0 })
        {
            throw new OnnxException(before.Node, "adds margins of another number than 0 before a convolution, which adds zeros");
        }

        var facts = new Convolution(
            weight.Shape[0],
            image.Channels,
            (int)node.Attributes.Integer("group", 1),
            WindowPadding.Of(window.Kernel),
            WindowPadding.Of(window.Stride),
            WindowPadding.Of(window.Dilation),
            WindowPadding.Of(window, before));
        var output = Shape.Image(facts.Outputs, window.Output.Height, window.Output.Width);
        builder.Add(IsSubsampling(facts, weight, bias) ? Subsampling(facts, node, weight, bias!, output) : Plain(builder, facts, node, weight, bias, output), node);
    }

    private static LayerDraft Plain(NetworkBuilder builder, Convolution facts, OnnxNode node, OnnxTensor weight, OnnxTensor? bias, Shape output)
    {
        bool isSame = !WindowPadding.IsEven(facts.Margins) && facts.Stride == new Size2(1, 1) && facts.Margins == Margins.Split(
            new Size2(facts.Dilation.Height * (facts.Kernel.Height - 1), facts.Dilation.Width * (facts.Kernel.Width - 1)));
        Size2 padding = isSame ? default : WindowPadding.Even(node, facts.Margins);
        Connections? connections = ChannelConnections.Of(weight, facts.Groups, facts.Inputs, builder.IsOwn);
        LayerDraft draft = null!;
        draft = new LayerDraft
        {
            Stem = "conv",
            WeightName = node.Inputs[1],
            Make = (name, activation) => new Conv2d(name, facts.Outputs, facts.Kernel, facts.Stride, padding, draft.Tensors.ContainsKey("bias"), activation)
            {
                Dilation = facts.Dilation,
                Groups = facts.Groups,
                Connections = connections,
                PadsSame = isSame,
            },
            Nodes = [node],
            Output = output,
            TakesActivation = true,
            TakesBias = true,
        };
        draft.Tensors["weight"] = weight.Values;
        if (bias is not null)
        {
            draft.Tensors["bias"] = bias.Values;
        }

        if (connections is { Name: null })
        {
            builder.Notes.Add($"{node.Label} has kernels of zeros alone: \"connections\" leaves them out, and training keeps them so");
        }

        return draft;
    }

    /// <summary>Every channel by itself, all taps of a kernel alike.</summary>
    private static bool IsSubsampling(Convolution facts, OnnxTensor weight, OnnxTensor? bias)
    {
        int taps = facts.Kernel.Area;
        return facts.Groups == facts.Inputs && facts.Outputs == facts.Inputs && bias is not null && taps > 1
            && facts.Margins == default && facts.Dilation == new Size2(1, 1)
            && !weight.Values.Where((value, i) => value != weight.Values[i / taps * taps]).Any();
    }

    private static LayerDraft Subsampling(Convolution facts, OnnxNode node, OnnxTensor weight, OnnxTensor bias, Shape output)
    {
        var draft = new LayerDraft
        {
            Stem = "pool",
            WeightName = node.Inputs[1],
            Make = (name, activation) => new Subsample2d(name, facts.Kernel, facts.Stride, activation),
            Nodes = [node],
            Output = output,
            TakesActivation = true,
        };
        draft.Tensors["weight"] = [.. Enumerable.Range(0, facts.Outputs).Select(channel => weight.Values[channel * facts.Kernel.Area])];
        draft.Tensors["bias"] = bias.Values;
        return draft;
    }

    /// <summary>What a node says of its convolution.</summary>
    private sealed record Convolution(int Outputs, int Inputs, int Groups, Size2 Kernel, Size2 Stride, Size2 Dilation, Margins Margins);
}
