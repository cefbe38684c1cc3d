using LeNet.Runtime;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Export;

/// <summary>Says what was written.</summary>
internal static class ExportReport
{
    /// <summary>Writes the report; quietly it is the path alone.</summary>
    public static void Write(NetworkDescription network, string format, string path, ReadOnlySpan<byte> content, OutputFormat report, TextWriter output)
    {
        int bytes = content.Length;
        switch (report)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("network", network.Name);
                    json.WriteString("format", format);
                    json.WriteString("path", path);
                    json.WriteNumber("bytes", bytes);
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(Text.OneLine(path));
                break;
            default:
                new Screen(output).Line(Format.Literal($"{path}: {network.Name} as {format}, {Format.Count(bytes)} bytes"));
                break;
        }
    }
}
