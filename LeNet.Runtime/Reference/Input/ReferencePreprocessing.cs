namespace LeNet.Runtime;

/// <summary>Raw bytes → the first layer's input: scaled or centred on black, then (p / 255 − mean) / std.</summary>
internal sealed class ReferencePreprocessing
{
    private readonly ReferenceShape _shape;
    private readonly Size _image;
    private readonly string? _fit;
    private readonly double[] _mean;
    private readonly double[] _std;

    private ReferencePreprocessing(NetworkDescription network, Settings settings)
    {
        _shape = ReferenceShape.Of(network.InputShape);
        _image = new Size(network.ImageHeight, network.ImageWidth);
        _fit = settings.TextOrNull("fit");
        _mean = settings.Numbers("mean");
        _std = settings.Numbers("std");
    }

    /// <summary>Reads a description.</summary>
    /// <exception cref="NotSupportedException">The input has a key that the reference does not know.</exception>
    public static ReferencePreprocessing Of(NetworkDescription network)
    {
        var settings = Settings.Parse(network.InputSettings);
        var preprocessing = new ReferencePreprocessing(network, settings);
        settings.Ignore("shape");
        settings.Ignore("image");
        ReferenceLayers.RequireAllRead("input", settings);
        return preprocessing;
    }

    /// <summary>The first layer's input: channel, row, column.</summary>
    public double[] Input(ReadOnlySpan<byte> image)
    {
        double[] result = new double[_shape.Count];
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            byte[,] plane = Fit(Plane(image, channel));
            for (int y = 0; y < _shape.Height; y++)
            {
                for (int x = 0; x < _shape.Width; x++)
                {
                    result[(((channel * _shape.Height) + y) * _shape.Width) + x] = ((plane[y, x] / 255.0) - _mean[channel]) / _std[channel];
                }
            }
        }

        return result;
    }

    private byte[,] Plane(ReadOnlySpan<byte> image, int channel)
    {
        byte[,] plane = new byte[_image.Height, _image.Width];
        for (int y = 0; y < _image.Height; y++)
        {
            for (int x = 0; x < _image.Width; x++)
            {
                plane[y, x] = image[(((channel * _image.Height) + y) * _image.Width) + x];
            }
        }

        return plane;
    }

    private byte[,] Fit(byte[,] plane) => _fit switch
    {
        null => plane,
        "resize" => PillowResize.Bilinear(plane, _shape.Height, _shape.Width),
        "pad" => Pad(plane, _shape.Height, _shape.Width),
        _ => throw new NotSupportedException($"input: the reference does not know the fit \"{_fit}\"."),
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
