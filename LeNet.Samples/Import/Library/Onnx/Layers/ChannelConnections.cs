using LeNet.Generator;
using LeNet.Generator.Architecture.Layers;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Layers;

/// <summary>Which channels of a convolution are connected: a whole kernel of zeros is no accident of training.</summary>
internal static class ChannelConnections
{
    /// <summary>Reads them off the weights.</summary>
    /// <param name="weight">[outputs][inputs][height][width].</param>
    /// <param name="groups">Parts of the channels that are convolved each for itself.</param>
    /// <param name="inputs">The input channels.</param>
    /// <param name="isOwn">Whether the model is from this project, so that even a single zero is none of training.</param>
    /// <returns>Null if all channels are connected, or the table cannot be said.</returns>
    public static Connections? Of(OnnxTensor weight, int groups, int inputs, bool isOwn)
    {
        int taps = weight.Shape[2] * weight.Shape[3];
        if (groups != 1 || (taps == 1 && !isOwn))
        {
            return null;
        }

        int[][] table = [.. Enumerable.Range(0, weight.Shape[0]).Select(output => Enumerable.Range(0, inputs).Where(input => IsConnected(output, input)).ToArray())];
        if (table.All(channels => channels.Length == inputs) || table.Any(channels => channels.Length == 0))
        {
            return null;
        }

        Connections connections = new(null, new EquatableArray<EquatableArray<int>>(table.Select(channels => new EquatableArray<int>(channels))));
        return connections.Inputs.Equals(Connections.LeCun1998.Inputs) ? Connections.LeCun1998 : connections;

        bool IsConnected(int output, int input) => weight.Values.AsSpan(((output * inputs) + input) * taps, taps).ContainsAnyExcept(0);
    }
}
