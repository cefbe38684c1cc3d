namespace LeNet.Runtime;

/// <summary>
/// What has arrived of a download so far, kept beside the file's place for a later process to go on from.
/// Only one process at a time holds it; the others wait.
/// </summary>
internal static class PartFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Opens the part of a file, alone, with what it holds.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (IsHeldByAnother(exception))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (FileErrors.IsFileError(exception))
            {
                throw FileErrors.Writing(path, exception);
            }
        }
    }

    /// <summary>Closes and deletes a part that is done with.</summary>
    public static void Delete(FileStream part)
    {
        part.Dispose();
        try
        {
            File.Delete(part.Name);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            // A process that waited for it has opened it, and will delete it.
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK of a lock on Linux and macOS.</summary>
    private static bool IsHeldByAnother(IOException exception) =>
        exception.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() ? 35 : 11);
}
