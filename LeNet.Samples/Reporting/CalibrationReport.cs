using System.Globalization;

namespace LeNet.Samples.Reporting;

/// <summary>What a calibration found.</summary>
/// <param name="Path">The file that was written.</param>
/// <param name="Temperature">What logits are divided by.</param>
/// <param name="Fitted">Images that it was found on.</param>
/// <param name="Measured">Other images, that the errors are of.</param>
/// <param name="Before">The expected calibration error without it, 0 to 1.</param>
/// <param name="After">The same with it.</param>
internal sealed record CalibrationFacts(string Path, float Temperature, int Fitted, int Measured, double Before, double After);

/// <summary>Reports a calibration.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes the report.</summary>
    public static void Write(CalibrationFacts facts, OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("path", facts.Path);
                    json.WriteNumber("temperature", facts.Temperature);
                    json.WriteNumber("fitted", facts.Fitted);
                    json.WriteNumber("measured", facts.Measured);
                    json.WriteNumber("calibration_error_before", facts.Before);
                    json.WriteNumber("calibration_error", facts.After);
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(facts.Temperature.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                var screen = new Screen(output);
                screen.Line(string.Create(CultureInfo.InvariantCulture, $"Temperature [bold]{facts.Temperature:F3}[/], found on {Format.Count(facts.Fitted, "image")}; written to {Format.Literal(facts.Path)}"));
                screen.Line($"Calibration error {Format.Percent(facts.Before)} → [bold]{Format.Percent(facts.After)}[/] on {Format.Count(facts.Measured)} others");
                break;
        }
    }
}
