namespace LeNet.Runtime;

/// <summary>Checks what a prediction of many images is given: whole images, and a place for every result that is wanted.</summary>
internal static class PredictionSpans
{
    /// <summary>How many images there are.</summary>
    /// <exception cref="ArgumentException">The images are not whole, or a span has the wrong length.</exception>
    public static int Count(
        NetworkDescription network, ReadOnlyMemory<byte> images, ReadOnlySpan<int> classes, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> logits)
    {
        int count = images.Length / network.ImageBytes;
        if (count * network.ImageBytes != images.Length)
        {
            throw new ArgumentException($"Images of {network.ImageBytes} bytes each cannot take {images.Length} bytes.", nameof(images));
        }

        Require(classes.Length, count, nameof(classes));
        Require(probabilities.Length, (long)count * network.Classes, nameof(probabilities));
        Require(logits.Length, (long)count * network.Classes, nameof(logits));
        return count;
    }

    private static void Require(int length, long expected, string name)
    {
        if (length != 0 && length != expected)
        {
            throw new ArgumentException($"{expected} values are wanted here, or none, not {length}.", name);
        }
    }
}
