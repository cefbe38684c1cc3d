namespace LeNet.Runtime;

/// <summary>Reads every layer's output of one image out of a tile that has passed through the network.</summary>
internal static class LayerOutputs
{
    private const int Lanes = LaneMath.Lanes;

    public static IReadOnlyList<LayerOutput> Of(Network network, ReadOnlySpan<byte> image)
    {
        NetworkDescription description = network.Description;
        AlignedBuffer scratch = new(network.Plan.ScratchFloats);
        AlignedBuffer record = new(network.Plan.RecordFloats);
        AlignedBuffer workspace = new(network.Plan.WorkspaceFloats);
        network.RunPrepare(network.Parameters, workspace.Span);
        network.RunLoadTile(image, [0], scratch.Span);
        network.RunForward(network.Parameters, scratch.Span, record.Span, workspace.Span);

        LayerDescription input = new("input", "input", "the image as the first layer sees it", description.InputSettings, description.InputShape, 0, 0, 0);
        List<LayerOutput> outputs = [Read(input, -1)];
        for (int i = 0; i < description.Layers.Count; i++)
        {
            outputs.Add(Read(description.Layers[i], i));
        }

        return outputs;

        LayerOutput Read(LayerDescription layer, int index)
        {
            ActivationMemory memory = network.ActivationPlan(index);
            return new LayerOutput(layer, Lane0((memory.IsKept ? record : scratch).Span, memory, layer.OutputShape));
        }
    }

    /// <summary>The first sample of [channel][row][column][16].</summary>
    private static float[] Lane0(ReadOnlySpan<float> home, ActivationMemory memory, IReadOnlyList<int> shape)
    {
        (int channels, int height, int width) = shape is [int c, int h, int w] ? (c, h, w) : (shape[0], 1, 1);
        float[] values = new float[channels * height * width];
        int next = 0;
        for (int i = 0; i < channels; i++)
        {
            for (int r = 0; r < height; r++)
            {
                for (int q = 0; q < width; q++)
                {
                    values[next++] = home[memory.Offset + (i * memory.ChannelFloats) + (r * memory.RowFloats) + (q * Lanes)];
                }
            }
        }

        return values;
    }
}
