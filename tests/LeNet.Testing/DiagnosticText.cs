using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Testing;

/// <summary>Shows a diagnostic as one line.</summary>
internal static class DiagnosticText
{
    /// <returns>"ID (line,column)-(line,column): message", counted from 1 as editors do.</returns>
    public static string Of(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return $"{diagnostic.Id} {Of(place.StartLinePosition)}-{Of(place.EndLinePosition)}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    private static string Of(LinePosition position) => FormattableString.Invariant($"({position.Line + 1},{position.Character + 1})");
}
