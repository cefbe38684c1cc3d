using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>
/// The fonts of all pictures, which the program brings along: Inter (The Inter Project Authors, SIL Open Font License 1.1),
/// the Latin part. So pictures are the same on every machine, and need no font installed.
/// </summary>
internal static class Typefaces
{
    /// <summary>The family's name.</summary>
    public const string Family = "Inter";

    private static readonly Lazy<SKTypeface> LazyRegular = new(() => Read("Inter-Regular.ttf"));
    private static readonly Lazy<SKTypeface> LazyBold = new(() => Read("Inter-SemiBold.ttf"));

    /// <summary>For text.</summary>
    public static SKTypeface Regular => LazyRegular.Value;

    /// <summary>For titles and what matters most.</summary>
    public static SKTypeface Bold => LazyBold.Value;

    /// <summary>A new copy that belongs to the caller.</summary>
    public static SKTypeface Create(bool bold) => Read(bold ? "Inter-SemiBold.ttf" : "Inter-Regular.ttf");

    private static SKTypeface Read(string name)
    {
        using Stream stream = typeof(Typefaces).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its font {name}.");
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data)
            ?? throw new InvalidOperationException($"The program's font {name} cannot be read.");
    }
}
