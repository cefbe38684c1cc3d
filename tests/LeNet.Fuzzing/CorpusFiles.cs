namespace LeNet.Fuzzing;

/// <summary>The files that are in the assembly: of the folder Corpus, by target, and pictures.</summary>
internal static class CorpusFiles
{
    /// <summary>Small PNG and JPEG files of every kind.</summary>
    public static byte[][] Pictures { get; } = Of("pictures");

    /// <summary>The contents of a folder's files, in the order of their names.</summary>
    public static byte[][] Of(string folder)
    {
        string prefix = folder + "/";
        return [.. typeof(CorpusFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read)];
    }

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(CorpusFiles).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
