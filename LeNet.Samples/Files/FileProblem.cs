using System.Security;
using LeNet.Runtime;

namespace LeNet.Samples.Files;

/// <summary>What the file system throws.</summary>
internal static class FileProblem
{
    /// <summary>Whether an exception comes from the file system, or from a path that it cannot take.</summary>
    public static bool IsOne(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException;

    /// <summary>The problem in a few words.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        UnauthorizedAccessException or SecurityException => "permission denied",
        PathTooLongException => "the path is too long",
        ArgumentException or NotSupportedException => "this is no path for a file",
        _ => exception.Message.TrimEnd('.'),
    };

    /// <summary>Explains why a file could not be read.</summary>
    public static DataFileException Reading(string path, Exception exception) => new(path, exception switch
    {
        _ when Directory.Exists(path) => "is a folder, not a file",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        _ => $"cannot be read: {Describe(exception)}",
    }, exception);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Opens it and reads.</param>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsOne(exception))
        {
            throw Reading(path, exception);
        }
    }

    /// <summary>Does something that is only for tidiness.</summary>
    public static void Ignore(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (IsOne(exception))
        {
            // What was to be reported or done does not depend on it.
        }
    }
}
