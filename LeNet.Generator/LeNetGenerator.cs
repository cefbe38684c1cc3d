using Microsoft.CodeAnalysis;

namespace LeNet.Generator;

/// <summary>Turns architecture files into networks.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LeNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
