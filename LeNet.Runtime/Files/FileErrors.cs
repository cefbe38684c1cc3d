using System.Security;

namespace LeNet.Runtime;

/// <summary>Turns what the file system throws into one clear line.</summary>
internal static class FileErrors
{
    /// <summary>Whether an exception comes from the file system, or from a path it cannot take.</summary>
    public static bool IsFileError(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    /// <summary>Explains why a file could not be read.</summary>
    public static DataFileException Reading(string path, Exception exception) =>
        new(path, exception switch
        {
            _ when Directory.Exists(path) => "is a folder, not a file",
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            UnauthorizedAccessException or SecurityException => "may not be read: permission denied",
            ArgumentException or NotSupportedException => "is not a path that can be read",
            _ => $"cannot be read: {exception.Message}",
        }, exception);

    /// <summary>Explains why a file could not be written.</summary>
    public static DataFileException Writing(string path, Exception exception) =>
        new(path, exception switch
        {
            _ when Directory.Exists(path) => "is a folder, so no file of that name can be written",
            DirectoryNotFoundException or FileNotFoundException => "cannot be written: its folder does not exist",
            UnauthorizedAccessException or SecurityException => "may not be written: permission denied",
            ArgumentException or NotSupportedException => "is not a path that can be written",
            _ => $"cannot be written: {exception.Message}",
        }, exception);
}
