using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Diagnostics;

/// <summary>Collects the diagnostics of one file. Each is marked on one line: of a longer piece only its first.</summary>
internal sealed class DiagnosticBag(string path, SourceText text)
{
    private readonly ImmutableArray<DiagnosticInfo>.Builder _diagnostics = ImmutableArray.CreateBuilder<DiagnosticInfo>();

    public int Count => _diagnostics.Count;

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, string message) =>
        _diagnostics.Add(new DiagnosticInfo(descriptor, Place(span), message));

    public FileSpan Place(TextSpan span)
    {
        int lineEnd = text.Lines.GetLineFromPosition(span.Start).End;
        TextSpan marked = TextSpan.FromBounds(span.Start, Math.Max(span.Start, Math.Min(span.End, lineEnd)));
        return new FileSpan(path, marked, text.Lines.GetLinePositionSpan(marked));
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<DiagnosticInfo> ToSorted() =>
        new(_diagnostics.OrderBy(diagnostic => diagnostic.Place.Span.Start).ThenBy(diagnostic => diagnostic.Place.Span.End));
}
