using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>An image in shades of text, as it looks on a dark screen, in a frame that shows how far it goes.</summary>
internal static class ShadedImage
{
    private const string Shades = " ░▒▓█";

    /// <summary>
    /// The lines of text: a pixel is two characters wide, so that it is about square, or one where there is no room for two.
    /// Channels stand below each other.
    /// </summary>
    /// <param name="pixels">The image as the network takes it.</param>
    /// <param name="network">The network.</param>
    /// <param name="room">The characters that a line may have.</param>
    public static IEnumerable<string> Lines(ReadOnlyMemory<byte> pixels, NetworkDescription network, int room)
    {
        int width = network.ImageWidth;
        int repeat = (2 * width) + 2 <= room ? 2 : 1;
        string edge = new('─', repeat * width);
        for (int channel = 0; channel < network.ImageChannels; channel++)
        {
            yield return $"┌{edge}┐";
            for (int row = 0; row < network.ImageHeight; row++)
            {
                int first = ((channel * network.ImageHeight) + row) * width;
                yield return $"│{Row(pixels.Span.Slice(first, width), repeat)}│";
            }

            yield return $"└{edge}┘";
        }
    }

    private static string Row(ReadOnlySpan<byte> pixels, int repeat)
    {
        char[] text = new char[repeat * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            text.AsSpan(repeat * i, repeat).Fill(Shades[((pixels[i] * (Shades.Length - 1)) + (byte.MaxValue / 2)) / byte.MaxValue]);
        }

        return new string(text);
    }
}
