using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>
/// As torch.nn.AdaptiveAvgPool2d: output row i is the mean of the input rows from ⌊i·h/H⌋ up to ⌈(i+1)·h/H⌉, and columns alike.
/// These windows differ in size, which no pool of ONNX allows, but along each axis the mean is a matrix product.
/// </summary>
internal sealed class AdaptiveAvgPool2dNodes : IOnnxLayer
{
    public string Type => "adaptive_avg_pool2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("output_size"); // it is the output's
        (Size from, Size to) = (layer.Input.Size, layer.Output.Size);
        if (to == Size.One)
        {
            return graph.Node(layer.Name, "GlobalAveragePool", [x]);
        }

        string rows = graph.Constant($"{layer.Name}.rows", [to.Height, from.Height], Means(from.Height, to.Height, transposed: false));
        string columns = graph.Constant($"{layer.Name}.columns", [from.Width, to.Width], Means(from.Width, to.Width, transposed: true));
        return graph.Node(layer.Name, "MatMul", [rows, graph.Node(layer.Name, "MatMul", [x, columns])]);
    }

    private static float[] Means(int from, int to, bool transposed)
    {
        float[] matrix = new float[from * to];
        for (int target = 0; target < to; target++)
        {
            int begin = target * from / to;
            int end = (((target + 1) * from) + to - 1) / to;
            for (int source = begin; source < end; source++)
            {
                matrix[transposed ? (source * to) + target : (target * from) + source] = 1f / (end - begin);
            }
        }

        return matrix;
    }
}
