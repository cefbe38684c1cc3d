namespace LeNet.Samples.Export;

/// <summary>A file to write.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ExportedFile(string Path, byte[] Content)
{
    /// <summary>A text in UTF-8.</summary>
    public static ExportedFile OfText(string path, string text) => new(path, System.Text.Encoding.UTF8.GetBytes(text));
}
