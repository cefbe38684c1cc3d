using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Images;

/// <summary>
/// Reads PNG, JPEG, BMP, GIF (the first frame) and WebP pictures, told apart by content, as grey: transparent places are as on white paper, photos are turned as
/// their EXIF says. JPEG photos of more than a megapixel are read at a reduced size,
/// near to that.
/// </summary>
/// <remarks>
/// A picture's size is checked before memory is taken for it: against the limits, and against the size of the file, as no file
/// of a few bytes can hold millions of pixels. Safe to use from several threads at once.
/// </remarks>
internal static class ImageReader
{
    private delegate T Decoder<out T>(ReadOnlySpan<byte> content, ImageFormat format, int mostPixels);

    /// <summary>Reads a picture.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="limits">How large it may be; null for <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="ImageException">It is no picture of these formats, is damaged, truncated or too large. No other exception.</exception>
    public static GreyImage Read(ReadOnlySpan<byte> content, ImageLimits? limits = null) => Read(content, limits, PictureDecoder.Decode);

    /// <summary>Reads a picture from a file at its own size: one plane if it is stored in grey, else those of red, green and blue.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">It cannot be read, is no picture of these formats, is damaged, truncated or too large.</exception>
    public static GreyImage[] ReadPlanes(string path) => FromFile(path, file => Read(ReadAll(file, ImageLimits.Default), null, PictureDecoder.DecodePlanes));

    private static T Read<T>(ReadOnlySpan<byte> content, ImageLimits? limits, Decoder<T> decode)
    {
        limits ??= ImageLimits.Default;
        if (content.Length > limits.MostBytes)
        {
            throw TooManyBytes(limits);
        }

        return ImageFormats.Of(content) switch
        {
            _ when content.IsEmpty => throw new ImageException("is empty; give a PNG or JPEG picture"),
            var format when format.IsPicture() => decode(content, format, limits.MostPixels),
            _ => throw new ImageException(ImageFormats.Guess(content) is { } kind
                ? $"seems to be {kind}, which is not read; give a PNG or JPEG picture"
                : $"is no PNG or JPEG picture: it begins with 0x{Convert.ToHexStringLower(content[..Math.Min(4, content.Length)])}"),
        };
    }

    /// <summary>Reads a picture to the end of a stream.</summary>
    /// <param name="content">The stream, at the beginning of a picture's file. It need not be seekable and is left open.</param>
    /// <param name="limits">How large the picture may be; null for <see cref="ImageLimits.Default"/>. No more than that is read.</param>
    /// <exception cref="ImageException">It is no picture of these formats, is damaged, truncated or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static GreyImage Read(Stream content, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        limits ??= ImageLimits.Default;
        return Read(ReadAll(content, limits), limits);
    }

    /// <summary>Reads a picture from a file.</summary>
    /// <param name="path">The file; a pipe will do.</param>
    /// <param name="limits">How large the picture may be; null for <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="DataFileException">It cannot be read, is no picture of these formats, is damaged, truncated or too large.</exception>
    public static GreyImage Read(string path, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return FromFile(path, file => Read(file, limits));
    }

    private static T FromFile<T>(string path, Func<FileStream, T> read)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return read(file);
        }
        catch (ImageException exception)
        {
            throw new DataFileException(path, exception.Message, exception);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }
    }

    /// <summary>All that is left of a stream, its length known or not.</summary>
    private static ReadOnlySpan<byte> ReadAll(Stream content, ImageLimits limits)
    {
        const int FirstBuffer = 64 << 10;
        long rest = content.CanSeek ? Math.Max(0, content.Length - content.Position) : FirstBuffer;
        if (rest > limits.MostBytes)
        {
            throw TooManyBytes(limits);
        }

        // One byte more than a file has, so that one read finds its end.
        byte[] buffer = new byte[rest + 1];
        int length = 0;
        while (true)
        {
            int read = content.Read(buffer, length, buffer.Length - length);
            length += read;
            if (read == 0)
            {
                return buffer.AsSpan(0, length);
            }

            if (length > limits.MostBytes)
            {
                throw TooManyBytes(limits);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * length, limits.MostBytes + 1L));
            }
        }
    }

    private static ImageException TooManyBytes(ImageLimits limits) =>
        new($"is larger than {limits.MostBytes >> 20} MiB; give a smaller picture");
}
