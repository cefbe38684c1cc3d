namespace LeNet.Runtime;

/// <summary>
/// A file that appears whole or not at all: written beside its place, flushed to the disk, then renamed.
/// Disposed without <see cref="Commit()"/>, it leaves nothing behind and what stood there before untouched.
/// </summary>
/// <remarks>Not for several threads at once; but each may have a file of its own for the same place.</remarks>
public sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly FileStream _content;
    private bool _committed;

    private AtomicFile(string path, string temporary, FileStream content)
    {
        (_path, _temporary, _content) = (path, temporary, content);
    }

    /// <summary>Where to write the content. Its errors are the stream's own.</summary>
    public Stream Content => _content;

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="DataFileException">The file cannot be written there. What was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using AtomicFile file = Create(path);
        try
        {
            file.Content.Write(content);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Writing(path, exception);
        }

        file.Commit();
    }

    /// <summary>Begins a file whose folder exists.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">The file cannot be written there.</exception>
    public static AtomicFile Create(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            // A rename onto a folder would fail too, but only after all the work.
            if (Directory.Exists(path))
            {
                throw new IOException("It is a folder.");
            }

            string full = Path.GetFullPath(path);
            string temporary = Path.Combine(
                Path.GetDirectoryName(full) ?? full,
                $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
            return new AtomicFile(path, temporary, new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None));
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Writing(path, exception);
        }
    }

    /// <summary>Puts the file in its place, over what was there. Once; of several files of one name the last one stays.</summary>
    /// <exception cref="DataFileException">The file cannot be written there.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed, or is in its place already.</exception>
    public void Commit() => Commit(older: null);

    /// <summary>Puts the file in its place; what was there gets another name, over what had that.</summary>
    internal void Commit(string? older)
    {
        try
        {
            _content.Flush(flushToDisk: true);
            _content.Dispose();
            if (older is not null)
            {
                File.Move(_path, older, overwrite: true);
            }

            File.Move(_temporary, _path, overwrite: true);
            _committed = true;
            FolderFlush.Flush(Path.GetDirectoryName(_temporary)!);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Writing(_path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_committed)
        {
            return;
        }

        try
        {
            _content.Dispose();
        }
        catch (IOException)
        {
            // The buffer's rest did not fit on the disk; the file is about to be deleted anyway.
        }

        try
        {
            File.Delete(_temporary);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            // The error that led here is the one to report.
        }
    }
}
