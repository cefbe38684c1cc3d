using System.Buffers.Text;
using System.Text;
using LeNet.Runtime;
using LeNet.Samples.Images;

namespace LeNet.Samples.Prediction;

/// <summary>
/// A line of a stream: a picture, or a name, a tab and a picture. A picture is the path of a PNG, JPEG, BMP, GIF or WebP file, or base64 of such a
/// file, bare or as a data URL, or base64 of an image's raw bytes as the network takes them.
/// </summary>
internal static class StreamLine
{
    /// <summary>Bytes of a picture in base64.</summary>
    public const int MostPictureBytes = 16 << 20;

    /// <summary>Bytes of a line: a picture, and room for a name.</summary>
    public const int LongestLine = ((MostPictureBytes + 2) / 3 * 4) + (64 << 10);

    private const int LongestPath = 4096;
    private const string DataUrl = "data:";
    private const string Base64Mark = ";base64,";

    private static readonly ImageLimits Limits = ImageLimits.Default with { MostBytes = MostPictureBytes };

    /// <summary>The line's image, prepared, or with its problem.</summary>
    /// <param name="line">The line in UTF-8, or null if it was too long.</param>
    /// <param name="index">Which line it is, from 0.</param>
    /// <param name="network">The network that is to take it.</param>
    public static ImageInput Read(byte[]? line, int index, NetworkDescription network)
    {
        string place = $"line {index + 1}";
        if (line is null)
        {
            return new ImageInput(null, index, default, new DataFileException(place, $"is longer than {LongestLine} bytes; give large pictures by their paths"));
        }

        ReadOnlySpan<byte> picture = line.AsSpan().TrimEnd((byte)'\r');
        int tab = picture.LastIndexOf((byte)'\t');
        string? name = tab >= 0 ? Encoding.UTF8.GetString(picture[..tab]) : null;
        picture = picture[(tab + 1)..];
        string? path = null;
        try
        {
            if (picture.IsEmpty)
            {
                throw new ImageException("is empty; give a path or base64");
            }

            if (Base64Part(picture, network) is { IsEmpty: false } base64)
            {
                return FromBase64(name, index, base64, network);
            }

            if (picture.Length > LongestPath)
            {
                throw new ImageException($"is neither a path nor base64 of a picture or of the {network.ImageBytes} bytes of an image");
            }

            path = Encoding.UTF8.GetString(picture);
            return Of(name ?? path, index, FileInputs.Picture(path, network));
        }
        catch (DataFileException exception)
        {
            return new ImageInput(name ?? path, index, default, exception);
        }
        catch (ImageException exception)
        {
            return new ImageInput(name, index, default, new DataFileException(name ?? place, exception.Message, exception));
        }
    }

    /// <summary>The base64 in a line, or nothing if the line is a path.</summary>
    private static ReadOnlySpan<byte> Base64Part(ReadOnlySpan<byte> picture, NetworkDescription network)
    {
        if (picture.StartsWith(Encoding.ASCII.GetBytes(DataUrl)))
        {
            int mark = picture.IndexOf(Encoding.ASCII.GetBytes(Base64Mark));
            return mark < 0
                ? throw new ImageException("is a data URL without ;base64")
                : picture[(mark + Base64Mark.Length)..];
        }

        // How the signatures of PNG, JPEG, GIF and WebP begin in base64. A path could begin like that, but has a dot before its extension.
        // BMP's is too short to tell; it needs a data URL.
        bool isPicture = picture.StartsWith("iVBORw0KGgo"u8) || picture.StartsWith("/9j/"u8) || picture.StartsWith("R0lGOD"u8) || picture.StartsWith("UklGR"u8);
        bool isRaw = picture.Length == Base64.GetMaxEncodedToUtf8Length(network.ImageBytes);
        return isPicture || isRaw ? Base64.IsValid(picture) ? picture : default : default;
    }

    private static ImageInput Of(string? name, int index, PreparedDigit digit) =>
        new(name, index, digit.Pixels) { Place = new DigitPlace(digit.Found, digit.Digits, AllAreRead: false) };

    private static ImageInput FromBase64(string? name, int index, ReadOnlySpan<byte> base64, NetworkDescription network)
    {
        if (!Base64.IsValid(base64, out int length))
        {
            throw new ImageException("is not valid base64");
        }

        if (length > MostPictureBytes)
        {
            throw new ImageException($"is larger than {MostPictureBytes >> 20} MiB; give large pictures by their paths");
        }

        byte[] content = new byte[length];
        Base64.DecodeFromUtf8(base64, content, out _, out _);
        return length == network.ImageBytes && !ImageFormats.Of(content).IsPicture()
            ? new ImageInput(name, index, content)
            : Of(name, index, DigitPreparation.Prepare(ImageReader.Read(content, Limits), network));
    }
}
