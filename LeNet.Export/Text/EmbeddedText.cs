namespace LeNet.Export.Text;

/// <summary>Parts of exported files that are the same for all networks, written down as they are: resources of this assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of a resource, with '\n' line ends and none at the end.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no resource {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
