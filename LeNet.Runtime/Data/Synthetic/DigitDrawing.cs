namespace LeNet.Runtime;

/// <summary>Draws a range of images, shared out among workers.</summary>
/// <param name="seed">Which images.</param>
/// <param name="first">Index of the first image.</param>
/// <param name="images">Where their pixels go.</param>
/// <param name="labels">Where their digits go.</param>
internal sealed class DigitDrawing(ulong seed, int first, byte[] images, byte[] labels) : IWork
{
    /// <summary>Workers take turns after this many images.</summary>
    public const int ImagesAtATime = 100;

    private const int Digits = 10;

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        var writer = new DigitWriter();
        for (int begin = worker * ImagesAtATime; begin < labels.Length; begin += workers * ImagesAtATime)
        {
            for (int i = begin; i < Math.Min(begin + ImagesAtATime, labels.Length); i++)
            {
                int digit = Digit(seed, first + i);
                labels[i] = (byte)digit;
                var random = new PhiloxSequence(new Philox(seed, RandomPurpose.SyntheticImage, (uint)(first + i)));
                writer.Write(digit, ref random, images.AsSpan(i * ImageFrame.Pixels, ImageFrame.Pixels));
            }
        }
    }

    /// <summary>The digit of an image: every ten images, from a multiple of ten on, are the ten digits in random order.</summary>
    public static int Digit(ulong seed, int index)
    {
        Span<int> order = stackalloc int[Digits];
        var random = new PhiloxSequence(new Philox(seed, RandomPurpose.SyntheticLabel, (uint)(index / Digits)));
        Shuffle.Fill(order, ref random);
        return order[index % Digits];
    }
}
