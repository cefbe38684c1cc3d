using System.Globalization;
using System.Text;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Generator.Naming;

/// <summary>What may be the name of a class, a namespace or a layer.</summary>
internal static class Names
{
    /// <summary>Of a class or a layer. The compiler's limit for a whole member name is 1,023 bytes.</summary>
    public const int MaxLength = 100;

    public const int MaxNamespaceLength = 400;

    /// <summary>What a name is made of, as advice.</summary>
    public const string Rule = "use letters, digits and _, with no digit first";

    // Keywords in some places only, which cannot name a type all the same and are not listed by SyntaxFacts.
    private static readonly HashSet<string> ReservedTypeNames = new(StringComparer.Ordinal) { "dynamic", "notnull", "nint", "nuint" };

    // Names that the generated source uses for something else: members of the class, and types that its code names plainly.
    private static readonly HashSet<string> NamesInGeneratedCode = new(StringComparer.Ordinal)
    {
        "Forward", "Backward", "Gradient", "Loss", "LossGradient", "LoadTile", "Memory", "Description", "Facts", "ColumnTaps", "RowTaps",
        "Vector128Kernels", "Vector256Kernels", "Vector512Kernels", "VectorBits", "Initialize",
        "GradientUnit", "OneImage", "LoadOneImage", "PrepareOneImage", "ForwardOneImage", "Vector128OneImage", "Vector256OneImage", "Vector512OneImage", "OneImageMemory",
        "Span", "ReadOnlySpan", "Vector128", "Vector256", "Vector512", "MethodImpl", "MethodImplOptions", "LaneMath", "PixelMath",
        "Math", "MathF", "BitConverter", "TileFacts", "Stages", "BeginTile", "TrainStage", "BackwardStage", "BatchForward", "BatchBackward",
        "Network", "NetworkDescription", "NetworkMemory", "Activation", "ActivationMemory", "LayerOutputs", "Prototypes",
    };

    /// <summary>Identifiers that cannot name a class though C# has them as no word of its own.</summary>
    public static IEnumerable<string> ReservedForClasses => ReservedTypeNames.Concat(NamesInGeneratedCode);

    /// <returns>What is wrong with it, or null.</returns>
    public static string? CheckClass(string name)
    {
        if (CheckIdentifier(name) is { } problem)
        {
            return problem;
        }

        bool isReserved = SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
            || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            || ReservedTypeNames.Contains(name);
        if (isReserved)
        {
            return $"{Quote.Shortened(name)} is a C# keyword and cannot name a class";
        }

        return NamesInGeneratedCode.Contains(name)
            ? $"{Quote.Shortened(name)} is a name that the generated code needs for itself; choose another"
            : null;
    }

    /// <returns>What is wrong with it, or null.</returns>
    public static string? CheckNamespace(string name)
    {
        if (name.Length > MaxNamespaceLength)
        {
            return FormattableString.Invariant($"the namespace has {name.Length} characters; the limit is {MaxNamespaceLength}");
        }

        foreach (string part in name.Split('.'))
        {
            if (CheckIdentifier(part) is { } problem)
            {
                return name.Length == part.Length ? problem : $"in {Quote.Shortened(name)}: {problem}";
            }

            if (SyntaxFacts.GetKeywordKind(part) != SyntaxKind.None)
            {
                return $"{Quote.Shortened(part)} is a C# keyword and cannot be part of a namespace";
            }
        }

        return null;
    }

    /// <summary>A layer's name is a part of method names and of tensor names such as conv1.weight, so it may be a keyword.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? CheckLayer(string name) => CheckIdentifier(name);

    /// <summary>
    /// The nearest legal namespace to a project's RootNamespace, as the templates of the SDK choose it: My-App is My_App.
    /// </summary>
    public static string ToNamespace(string rootNamespace)
    {
        IEnumerable<string> parts = rootNamespace
            .Split('.')
            .Where(part => part.Length > 0)
            .Select(part => SyntaxFacts.GetKeywordKind(part) == SyntaxKind.None ? ToIdentifier(part) : part + "_");
        return string.Join(".", parts);
    }

    /// <summary>The text with all that an identifier cannot have replaced by underscores.</summary>
    public static string ToIdentifier(string text)
    {
        var identifier = new StringBuilder(text.Length + 1);
        foreach (char c in text)
        {
            identifier.Append(IsPart(c) ? c : '_');
        }

        if (identifier.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(identifier[0]))
        {
            identifier.Insert(0, '_');
        }

        return identifier.ToString();
    }

    private static string? CheckIdentifier(string name)
    {
        if (name.Length == 0)
        {
            return $"a name is empty; {Rule}";
        }

        if (name.Length > MaxLength)
        {
            return FormattableString.Invariant($"the name has {name.Length} characters; the limit is {MaxLength}");
        }

        return name.All(IsPart) && SyntaxFacts.IsIdentifierStartCharacter(name[0])
            ? null
            : $"{Quote.Shortened(name)} is not a C# identifier; {Rule}";
    }

    // C# allows invisible formatting characters and ignores them when it compares names: two names that differ for a
    // weights file would be one method.
    private static bool IsPart(char c) =>
        SyntaxFacts.IsIdentifierPartCharacter(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format;
}
