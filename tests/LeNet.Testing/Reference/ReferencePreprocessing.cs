using LeNet.Generator.Architecture;

namespace LeNet.Testing.Reference;

/// <summary>Raw bytes → the first layer's input: scaled or centred on black, then (p / 255 − mean) / std.</summary>
internal static class ReferencePreprocessing
{
    public static double[] Input(ImageInput input, ReadOnlySpan<byte> image)
    {
        (int height, int width) = (input.Shape.Height, input.Shape.Width);
        double[] result = new double[input.Shape.Count];
        for (int channel = 0; channel < input.Shape.Channels; channel++)
        {
            byte[,] plane = Fit(input, Plane(image, channel, input.Image.Height, input.Image.Width));
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    result[(((channel * height) + y) * width) + x] = ((plane[y, x] / 255.0) - input.Mean[channel]) / input.Std[channel];
                }
            }
        }

        return result;
    }

    private static byte[,] Plane(ReadOnlySpan<byte> image, int channel, int height, int width)
    {
        byte[,] plane = new byte[height, width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                plane[y, x] = image[(((channel * height) + y) * width) + x];
            }
        }

        return plane;
    }

    private static byte[,] Fit(ImageInput input, byte[,] plane) => input.Fit switch
    {
        ImageFit.Resize => PillowResize.Bilinear(plane, input.Shape.Height, input.Shape.Width),
        ImageFit.Pad => Pad(plane, input.Shape.Height, input.Shape.Width),
        _ => plane,
    };

    private static byte[,] Pad(byte[,] plane, int height, int width)
    {
        byte[,] result = new byte[height, width];
        int top = (height - plane.GetLength(0)) / 2;
        int left = (width - plane.GetLength(1)) / 2;
        for (int y = 0; y < plane.GetLength(0); y++)
        {
            for (int x = 0; x < plane.GetLength(1); x++)
            {
                result[top + y, left + x] = plane[y, x];
            }
        }

        return result;
    }
}
