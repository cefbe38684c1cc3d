using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>An image in shades of text, as it looks on a dark screen, in a frame that shows how far it goes.</summary>
internal static class ShadedImage
{
    private const string Shades = " ░▒▓█";

    /// <summary>The lines of text: a pixel is two characters wide, so that it is about square. Channels stand below each other.</summary>
    /// <param name="pixels">The image as the network takes it.</param>
    /// <param name="network">The network.</param>
    public static IEnumerable<string> Lines(ReadOnlyMemory<byte> pixels, NetworkDescription network)
    {
        int width = network.ImageWidth;
        string edge = new('─', 2 * width);
        for (int channel = 0; channel < network.ImageChannels; channel++)
        {
            yield return $"┌{edge}┐";
            for (int row = 0; row < network.ImageHeight; row++)
            {
                int first = ((channel * network.ImageHeight) + row) * width;
                yield return $"│{Row(pixels.Span.Slice(first, width))}│";
            }

            yield return $"└{edge}┘";
        }
    }

    private static string Row(ReadOnlySpan<byte> pixels)
    {
        char[] text = new char[2 * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            text[2 * i] = text[(2 * i) + 1] = Shades[((pixels[i] * (Shades.Length - 1)) + (byte.MaxValue / 2)) / byte.MaxValue];
        }

        return new string(text);
    }
}
