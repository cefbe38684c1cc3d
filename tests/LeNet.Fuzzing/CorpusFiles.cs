namespace LeNet.Fuzzing;

/// <summary>The files of the folder Corpus, by target.</summary>
internal static class CorpusFiles
{
    /// <summary>The contents of a target's files, in the order of their names.</summary>
    public static byte[][] Of(string target)
    {
        string prefix = $"corpus/{target}/";
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
