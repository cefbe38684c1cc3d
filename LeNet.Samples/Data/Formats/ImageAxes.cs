namespace LeNet.Samples.Data.Formats;

/// <summary>Which axes of an array of images are which.</summary>
/// <param name="Count">Images.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="ChannelsLast">Whether the channels of a pixel lie side by side.</param>
internal sealed record ImageAxes(int Count, int Channels, int Height, int Width, bool ChannelsLast)
{
    /// <summary>The axes of a shape, or null if it is none of images.</summary>
    public static ImageAxes? Of(IReadOnlyList<int> shape) => shape switch
    {
        [var count, var pixels] => OfFlat(count, pixels),
        [var count, var height, var width] when height > 0 && width > 0 => new ImageAxes(count, 1, height, width, ChannelsLast: false),
        [var count, var height, var width, 1 or 3] when height > 0 && width > 0 => new ImageAxes(count, shape[3], height, width, ChannelsLast: true),
        [var count, var channels and > 0, var height, var width] when height > 0 && width > 0 => new ImageAxes(count, channels, height, width, ChannelsLast: false),
        _ => null,
    };

    /// <summary>The axes of images whose pixels stand in one row: square ones, of one channel or of three planes.</summary>
    public static ImageAxes? OfFlat(int count, int pixels)
    {
        foreach (int channels in (int[])[1, 3])
        {
            int side = (int)Math.Sqrt(pixels / (double)channels);
            if (side > 0 && side * side * channels == pixels)
            {
                return new ImageAxes(count, channels, side, side, ChannelsLast: false);
            }
        }

        return null;
    }

    /// <summary>The same values with each channel's pixels together.</summary>
    public byte[] Planar(byte[] values)
    {
        if (!ChannelsLast || Channels == 1)
        {
            return values;
        }

        byte[] planes = new byte[values.Length];
        int area = Height * Width;
        for (int image = 0; image < Count; image++)
        {
            int begin = image * area * Channels;
            for (int pixel = 0; pixel < area; pixel++)
            {
                for (int channel = 0; channel < Channels; channel++)
                {
                    planes[begin + (channel * area) + pixel] = values[begin + (pixel * Channels) + channel];
                }
            }
        }

        return planes;
    }
}
