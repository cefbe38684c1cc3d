namespace LeNet.Runtime;

/// <summary>Pools.</summary>
internal static class OnnxPools
{
    /// <summary>The mean of each window, of what lies in the image or of all of it.</summary>
    public static OnnxTensor Average(OnnxCall call)
    {
        bool countsMargin = call.Attributes.Integer("count_include_pad", 0) != 0;
        return Slide(call, (values, taps) => values.Sum() / (countsMargin ? taps : values.Count));
    }

    /// <summary>The largest of each window.</summary>
    public static OnnxTensor Maximum(OnnxCall call) => Slide(call, (values, _) => values.Max());

    /// <summary>The mean of each channel.</summary>
    public static OnnxTensor GlobalAverage(OnnxCall call)
    {
        OnnxTensor x = call.Input(0);
        if (x.Rank < 3)
        {
            throw call.Refuse($"takes the means of the channels of {x.Title}, which is no image");
        }

        int area = x.Count / (x.Shape[0] * x.Shape[1]);
        OnnxTensor result = call.Create([x.Shape[0], x.Shape[1], .. x.Shape[2..].Select(_ => 1)]);
        for (int i = 0; i < result.Count; i++)
        {
            result.Values[i] = x.Values.AsSpan(i * area, area).ToArray().Average();
        }

        return result;
    }

    private static OnnxTensor Slide(OnnxCall call, Func<List<double>, int, double> pool)
    {
        OnnxTensor x = call.Input(0);
        OnnxWindow window = OnnxWindow.Of(call);
        (int height, int width) = (x.Shape[2], x.Shape[3]);
        OnnxTensor result = call.Create([x.Shape[0], x.Shape[1], window.Output.Height, window.Output.Width]);
        call.Spend(result.Count, window.Kernel.Area);
        List<double> values = [];
        for (int at = 0; at < result.Count; at++)
        {
            int plane = at / window.Output.Area;
            values.Clear();
            for (int tap = 0; tap < window.Kernel.Area; tap++)
            {
                (int r, int c) = window.Source(at / window.Output.Width % window.Output.Height, at % window.Output.Width, tap);
                if (r >= 0 && r < height && c >= 0 && c < width)
                {
                    values.Add(x.Values[(((plane * height) + r) * width) + c]);
                }
            }

            result.Values[at] = values.Count > 0 ? pool(values, window.Kernel.Area) : throw call.Refuse("has a window that lies outside the image");
        }

        return result;
    }
}
