using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Diagnostics;

/// <summary>A diagnostic by value: a <see cref="Diagnostic"/> with its location would not compare equal from run to run.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, FileSpan Place, string Message)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Place.ToLocation(), Message);
}

/// <summary>A piece of a file.</summary>
internal readonly record struct FileSpan(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
