using LeNet.Samples.Images;

namespace LeNet.Samples.Tests.Images;

/// <summary>
/// What is to be seen in every file of the folder Files, which ImageMagick made: 60×40 pixels, white or transparent, a black
/// rectangle from (6, 4) to (17, 23), a grey one from (36, 20) to (51, 33).
/// </summary>
internal static class Scene
{
    public const int Width = 60;
    public const int Height = 40;

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => typeof(Scene).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".png", StringComparison.Ordinal) || name.EndsWith(".jpg", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A file's content.</summary>
    public static byte[] File(string name)
    {
        using Stream stream = typeof(Scene).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>Checks that a picture is the scene.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="grey">How bright the grey rectangle is.</param>
    /// <param name="tolerance">How far values may be from what they should be.</param>
    public static void Check(GreyImage picture, int grey = 128, int tolerance = 12)
    {
        Assert.Equal((Width, Height), (picture.Width, picture.Height));
        foreach ((int x, int y, int expected) in new[]
        {
            (7, 5, 0), (16, 22, 0), (12, 12, 0), (37, 21, grey), (50, 32, grey), (44, 27, grey),
            (0, 0, 255), (59, 39, 255), (0, 39, 255), (59, 0, 255), (28, 10, 255), (12, 30, 255), (44, 10, 255),
        })
        {
            int value = picture.Values[(y * Width) + x];
            Assert.True(Math.Abs(value - expected) <= tolerance, $"({x}, {y}) is {value}, not {expected}");
        }
    }
}
