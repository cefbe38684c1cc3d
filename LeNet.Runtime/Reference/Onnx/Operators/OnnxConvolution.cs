namespace LeNet.Runtime;

/// <summary>Conv: cross-correlation of images with kernels, in groups of channels.</summary>
internal static class OnnxConvolution
{
    /// <summary>Computes the node.</summary>
    public static OnnxTensor Compute(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        OnnxTensor w = call.Input(1);
        if (x.Rank != 4 || w.Rank != 4)
        {
            throw call.Refuse($"convolves {x.Title} with {w.Title}; only images can be convolved, [batch, channels, height, width]");
        }

        (int outputs, int perGroup, int channels) = (w.Shape[0], w.Shape[1], x.Shape[1]);
        long groups = call.Attributes.Integer("group", 1);
        double[]? bias = call.Optional(2)?.Values;
        if (groups < 1 || groups * perGroup != channels || outputs % groups != 0 || (bias is not null && bias.Length != outputs))
        {
            throw call.Refuse($"convolves {x.Title} with {w.Title} in {groups} groups, which do not go together");
        }

        OnnxWindow window = OnnxWindow.Of(call, new Size(w.Shape[2], w.Shape[3]));
        OnnxTensor result = call.Create([x.Shape[0], outputs, window.Output.Height, window.Output.Width]);
        call.Spend(result.Count, perGroup, window.Kernel.Area);
        int outputsPerGroup = outputs / (int)groups;
        (int height, int width) = (x.Shape[2], x.Shape[3]);
        for (int at = 0; at < result.Count; at++)
        {
            int column = at % window.Output.Width;
            int row = at / window.Output.Width % window.Output.Height;
            int output = at / window.Output.Area % outputs;
            int sample = at / window.Output.Area / outputs;
            double sum = bias?[output] ?? 0;
            for (int tap = 0; tap < window.Kernel.Area; tap++)
            {
                (int r, int c) = window.Source(row, column, tap);
                if (r < 0 || r >= height || c < 0 || c >= width)
                {
                    continue;
                }

                for (int i = 0; i < perGroup; i++)
                {
                    int channel = (output / outputsPerGroup * perGroup) + i;
                    sum += w.Values[(((output * perGroup) + i) * window.Kernel.Area) + tap]
                        * x.Values[(((((sample * channels) + channel) * height) + r) * width) + c];
                }
            }

            result.Values[at] = sum;
        }

        return result;
    }
}
