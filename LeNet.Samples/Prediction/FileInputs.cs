using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Images;

namespace LeNet.Samples.Prediction;

/// <summary>Finds the images of files: IDX files with many of them, pictures with one digit or several, told apart by content.</summary>
internal static class FileInputs
{
    private const int ImagesAtATime = 64;

    /// <summary>The images of all files, in order.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="limit">Take the first images of each IDX file only, at most so many; null for all.</param>
    /// <param name="allDigits">Whether every digit of a picture is an image, and not only the most central.</param>
    /// <param name="network">The network that is to take them.</param>
    /// <exception cref="DataFileException">A file cannot be read, or does not fit the network; while enumerating or in a job.</exception>
    public static IEnumerable<Func<IReadOnlyList<ImageInput>>> Jobs(IEnumerable<string> paths, int? limit, bool allDigits, NetworkDescription network)
    {
        foreach (string path in paths)
        {
            if (FormatOf(path).IsPicture())
            {
                yield return () => Pictures(path, allDigits, network);
                continue;
            }

            IdxImages images = IdxImages.Read(path, limit);
            images.Require(network);
            for (int first = 0; first < images.Count; first += ImagesAtATime)
            {
                int begin = first;
                yield return () => Part(images, begin, Math.Min(begin + ImagesAtATime, images.Count));
            }
        }
    }

    /// <summary>The most central digit of a picture from a file, prepared for a network.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or shows no digit.</exception>
    public static PreparedDigit Picture(string path, NetworkDescription network) => Prepared(path, picture => DigitPreparation.Prepare(picture, network));

    private static ImageInput[] Pictures(string path, bool allDigits, NetworkDescription network)
    {
        IReadOnlyList<PreparedDigit> digits = Prepared(path, picture => allDigits ? DigitPreparation.PrepareAll(picture, network) : [DigitPreparation.Prepare(picture, network)]);
        return [.. digits.Select((digit, index) => new ImageInput(path, index, digit.Pixels) { IsPicture = true, Place = new DigitPlace(digit.Found, digit.Digits, allDigits) })];
    }

    private static T Prepared<T>(string path, Func<GreyImage, T> prepare)
    {
        GreyImage picture = ImageReader.Read(path);
        try
        {
            return prepare(picture);
        }
        catch (ImageException exception)
        {
            throw new DataFileException(path, exception.Message, exception);
        }
    }

    /// <summary>What a file is. An IDX file may be one that only the reader of such files can explain.</summary>
    private static ImageFormat FormatOf(string path)
    {
        Span<byte> start = stackalloc byte[ImageFormats.SignatureBytes];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (!file.CanSeek)
            {
                throw new DataFileException(path, "is not a regular file; write its content to one first, or use the stream (predict -)");
            }

            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }

        if (start.IsEmpty)
        {
            throw new DataFileException(path, "is empty");
        }

        ImageFormat format = ImageFormats.Of(start);
        if (format == ImageFormat.Unknown)
        {
            throw new DataFileException(path, ImageFormats.Guess(start) is { } kind
                ? $"seems to be {kind}, which is not read; give PNG, JPEG, BMP, GIF or WebP pictures or IDX files"
                : $"is neither a PNG, JPEG, BMP, GIF or WebP picture nor an IDX file: it begins with 0x{Convert.ToHexStringLower(start[..Math.Min(4, start.Length)])}");
        }

        return format;
    }

    private static ImageInput[] Part(IdxImages images, int first, int end)
    {
        var part = new ImageInput[end - first];
        byte[] pixels = images.Pixels[(first * images.ImageBytes)..(end * images.ImageBytes)].ToArray();
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = new ImageInput(images.Path, first + i, pixels.AsMemory(i * images.ImageBytes, images.ImageBytes));
        }

        return part;
    }
}
