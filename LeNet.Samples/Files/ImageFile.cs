using LeNet.Runtime;

namespace LeNet.Samples.Files;

/// <summary>Reads the images that people hand over.</summary>
internal static class ImageFile
{
    /// <summary>Reads the images of an IDX file.</summary>
    /// <param name="path">The file, gzip or not.</param>
    /// <param name="limit">Read the first images only, at most so many; null for all.</param>
    /// <param name="network">The network that is to take them.</param>
    /// <exception cref="FailureException">It is a picture.</exception>
    /// <exception cref="DataFileException">It cannot be read, or its images are not of the network's size.</exception>
    public static IdxImages Read(string path, int? limit, NetworkDescription network)
    {
        if (PictureKind(path) is { } kind && File.Exists(path))
        {
            throw new FailureException($"{path}: {kind} pictures cannot be read yet; give a file of images in the IDX format, such as t10k-images-idx3-ubyte.gz");
        }

        IdxImages images = IdxImages.Read(path, limit);
        images.Require(network);
        return images;
    }

    private static string? PictureKind(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => "PNG",
        ".JPG" or ".JPEG" => "JPEG",
        _ => null,
    };
}
