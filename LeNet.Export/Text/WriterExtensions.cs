using LeNet.Generator.Emission;

namespace LeNet.Export.Text;

/// <summary>Whole texts within a text.</summary>
internal static class WriterExtensions
{
    /// <summary>Writes lines, indented as the others.</summary>
    public static void Lines(this CodeWriter code, string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.Length == 0)
            {
                code.Line();
            }
            else
            {
                code.Line(line);
            }
        }
    }
}
