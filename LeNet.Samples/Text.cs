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

    /// <summary>What an exception says of an argument, without the argument's name in code and the full stop.</summary>
    public static string OfArgument(ArgumentException exception) => exception.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
}
