namespace LeNet.Samples;

/// <summary>Text for a terminal.</summary>
internal static class Text
{
    /// <summary>
    /// The text on one line: names of files and arguments may hold line breaks or terminal escapes,
    /// which become spaces.
    /// </summary>
    public static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        }
    });
}
