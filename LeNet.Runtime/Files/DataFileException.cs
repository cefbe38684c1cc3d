namespace LeNet.Runtime;

/// <summary>
/// A file of images, labels or weights, or the folder for it, cannot be found, read, written or understood.
/// The message is one line: the path, what is wrong and what to do.
/// </summary>
public sealed class DataFileException : Exception
{
    /// <summary>Says what is wrong with a file or folder.</summary>
    /// <param name="path">The file or folder; the message begins with it.</param>
    /// <param name="problem">What is wrong and what to do, in one sentence. Control characters are replaced.</param>
    /// <param name="innerException">What the operating system or a decoder said, if anything.</param>
    public DataFileException(string path, string problem, Exception? innerException = null)
        : base(OneLine($"{path}: {problem}"), innerException)
    {
        Path = path;
    }

    /// <summary>The file or folder concerned.</summary>
    public string Path { get; }

    /// <summary>Names in a file may hold line breaks or terminal escapes; a message must not.</summary>
    private static string OneLine(string text) =>
        string.Create(text.Length, text, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
