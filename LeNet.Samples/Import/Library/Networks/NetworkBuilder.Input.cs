using LeNet.Generator.Architecture;
using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <content>The way from the model's input to the first layer.</content>
internal sealed partial class NetworkBuilder
{
    /// <summary>Sees to it that the network's input is known.</summary>
    public void RequireShape(OnnxNode node)
    {
        if (_shape is not null)
        {
            return;
        }

        int[] sizes = _graph.Value(_graph.Model.Inputs[0].Name).Shape;
        (Shape shape, bool isLast) = InputShape.Of(sizes[1..], Notes);
        var order = new OnnxTensor(sizes, ValueLayout.Plain(sizes[0], sizes).Tensor.Values);
        Decide(node, shape, isLast ? OnnxMoves.Permute(_graph.Call(node), order, [0, 3, 1, 2]) : order);
    }

    /// <summary>Before the first layer: a product and a sum for each value, which normalise the input.</summary>
    /// <returns>False if there is a layer already.</returns>
    public bool TryNormalise(OnnxNode node, OnnxTensor scale, OnnxTensor shift)
    {
        if (_shape is not null)
        {
            return false;
        }

        OnnxCall call = _graph.Call(node);
        _affine = _affine.Then(
            OnnxArithmetic.Broadcast(call, scale, _layout.Tensor.Shape),
            OnnxArithmetic.Broadcast(call, shift, _layout.Tensor.Shape));
        return true;
    }

    /// <summary>The network's input is this image, whose values are those of the model's input in an order.</summary>
    private void Decide(OnnxNode node, Shape shape, OnnxTensor order)
    {
        int[] places = new int[order.Count];
        Array.Fill(places, -1);
        for (int i = 0; i < order.Count; i++)
        {
            int from = (int)order.Values[i];
            places[from] = from < places.Length && places[from] < 0 ? i : throw Uneven();
        }

        if (_layout.Tensor.Count != order.Count || shape.Count * _layout.Batch != order.Count)
        {
            throw Uneven();
        }

        _layout = _layout with { Tensor = _layout.Tensor with { Values = Array.ConvertAll(_layout.Tensor.Values, from => (double)places[(int)from]) } };
        _shape = shape;
        (ImageInput input, double[] scale, double[] shift) = _affine.Read(node, shape, _layout, Notes);
        Input = new InputDraft(input, [.. order.Values.Select(from => (int)from)], scale, shift);

        OnnxException Uneven() => new(node, "takes a part of the model's input, or some of it twice; a network here takes the whole image");
    }
}
