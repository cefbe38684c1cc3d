using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Text;

/// <summary>One place where the text is not JSON.</summary>
internal readonly record struct JsonSyntaxError(TextSpan Span, string Message);
