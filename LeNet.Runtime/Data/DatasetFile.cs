namespace LeNet.Runtime;

/// <summary>One published file of a data set.</summary>
/// <param name="Name">Its name, without <c>.gz</c>.</param>
/// <param name="Length">Bytes of the decompressed file.</param>
/// <param name="Sha256">
/// SHA-256 of the decompressed file, in lower-case hexadecimal. (Compressed bytes differ between mirrors.)
/// Null where it is not known; then <see cref="PackedSha256"/> or the archive's is.
/// </param>
public sealed record DatasetFile(string Name, long Length, string? Sha256)
{
    /// <summary>SHA-256 of the file as it is served, in lower-case hexadecimal; null where the decompressed file's is known.</summary>
    public string? PackedSha256 { get; init; }

    /// <summary>
    /// The names under which the file is taken from a folder, best first: decompressed before gzip, and each also
    /// in the spelling that old archives have, with a dot before <c>idx</c>.
    /// </summary>
    internal IEnumerable<string> Spellings
    {
        get
        {
            string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
            return [Name, dotted, Name + ".gz", dotted + ".gz"];
        }
    }
}
