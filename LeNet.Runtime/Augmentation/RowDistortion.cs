namespace LeNet.Runtime;

/// <summary>What moves whole pixels of one image or covers them: crop, flip and erasing, in this order and in place.</summary>
/// <param name="options">What to do.</param>
/// <param name="channels">Channels.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
internal sealed class RowDistortion(Augmentation options, int channels, int height, int width)
{
    /// <summary>Torchvision's number of attempts to find a rectangle that is smaller than the image.</summary>
    private const int Attempts = 10;

    private readonly double _logLeastRatio = options.Erasing is null ? 0 : Exponentials.Log(options.Erasing.Ratio.Min);
    private readonly double _logLargestRatio = options.Erasing is null ? 0 : Exponentials.Log(options.Erasing.Ratio.Max);

    /// <summary>Distorts an image.</summary>
    /// <param name="sample">Its index, which random numbers depend on.</param>
    /// <param name="draws">What they are drawn from.</param>
    /// <param name="image">Channel, row, column.</param>
    public void Apply(int sample, AugmentationDraws draws, Span<byte> image)
    {
        if (options.Crop is { } crop)
        {
            PhiloxSequence random = draws.Of(Distortion.Crop, sample);
            uint places = (2 * (uint)crop.Padding) + 1;
            int down = crop.Padding - (int)random.Next(places);
            int right = crop.Padding - (int)random.Next(places);
            for (int channel = 0; channel < channels; channel++)
            {
                Move(image.Slice(channel * height * width, height * width), down, right);
            }
        }

        if (options.HorizontalFlip is { } flip && draws.Of(Distortion.HorizontalFlip, sample) is var chance && chance.Between(0, 1) < flip.Probability)
        {
            for (int row = 0; row < channels * height; row++)
            {
                image.Slice(row * width, width).Reverse();
            }
        }

        if (options.Erasing is { } erasing)
        {
            Erase(erasing, draws.Of(Distortion.Erasing, sample), image);
        }
    }

    /// <summary>Moves a channel by whole pixels; what comes in is black.</summary>
    private void Move(Span<byte> channel, int down, int right)
    {
        // Rows that are still to be read are not written before.
        for (int i = 0; i < height; i++)
        {
            int row = down > 0 ? height - 1 - i : i;
            Span<byte> target = channel.Slice(row * width, width);
            long source = (long)row - down;
            if (source < 0 || source >= height || Math.Abs((long)right) >= width)
            {
                target.Clear();
                continue;
            }

            int kept = width - Math.Abs(right);
            channel.Slice(((int)source * width) + Math.Max(0, -right), kept).CopyTo(target.Slice(Math.Max(0, right)));
            target.Slice(right > 0 ? 0 : kept, width - kept).Clear();
        }
    }

    private void Erase(ErasingAugmentation erasing, PhiloxSequence random, Span<byte> image)
    {
        if (random.Between(0, 1) >= erasing.Probability)
        {
            return;
        }

        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            double area = (double)height * width * random.Between(erasing.Scale.Min, erasing.Scale.Max);
            double ratio = Exponentials.Exp(random.Between(_logLeastRatio, _logLargestRatio));
            double rows = Math.Round(Math.Sqrt(area * ratio));
            double columns = Math.Round(Math.Sqrt(area / ratio));
            if (rows < height && columns < width)
            {
                Cover((int)rows, (int)columns, ref random, erasing.Value, image);
                return;
            }
        }
    }

    private void Cover(int rows, int columns, ref PhiloxSequence random, byte value, Span<byte> image)
    {
        int top = (int)random.Next((uint)(height - rows + 1));
        int left = (int)random.Next((uint)(width - columns + 1));
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = top; row < top + rows; row++)
            {
                image.Slice((((channel * height) + row) * width) + left, columns).Fill(value);
            }
        }
    }
}
