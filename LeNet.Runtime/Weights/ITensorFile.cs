namespace LeNet.Runtime;

/// <summary>A file of named tensors whose header is read and checked. Nothing of the file is trusted.</summary>
internal interface ITensorFile : IDisposable
{
    /// <summary>The file, as it was given.</summary>
    string Path { get; }

    /// <summary>The tensors in the order of the file. Names differ.</summary>
    IReadOnlyCollection<StoredTensor> Contents { get; }

    /// <summary>What there is to say to whoever had it read, or null.</summary>
    string? Note { get; }

    /// <summary>What the file says about itself; empty where its format has no room for that.</summary>
    IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads some of a tensor's bytes: row-major, little-endian. Fastest from the first to the last.</summary>
    /// <param name="tensor">One of <see cref="Contents"/>.</param>
    /// <param name="begin">The first byte wanted.</param>
    /// <param name="bytes">Gets the bytes.</param>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    void ReadBytes(StoredTensor tensor, long begin, Span<byte> bytes);
}
