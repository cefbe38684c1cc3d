using Microsoft.CodeAnalysis;

namespace LeNet.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator. Each has a page in docs/diagnostics and a line in AnalyzerReleases.</summary>
internal static class Descriptors
{
    private const string HelpLink = "docs/diagnostics/";

    public static readonly DiagnosticDescriptor Syntax = Error(
        "LENET001", Category.Syntax, "The architecture file is not valid JSON");

    public static readonly DiagnosticDescriptor Unreadable = Error(
        "LENET002", Category.Syntax, "The architecture file cannot be read");

    public static readonly DiagnosticDescriptor UnknownKey = Error(
        "LENET003", Category.Keys, "Unknown key");

    public static readonly DiagnosticDescriptor MissingKey = Error(
        "LENET004", Category.Keys, "Missing key");

    public static readonly DiagnosticDescriptor DuplicateKey = Error(
        "LENET005", Category.Keys, "Duplicate key");

    public static readonly DiagnosticDescriptor WrongType = Error(
        "LENET006", Category.Values, "Value of the wrong type");

    public static readonly DiagnosticDescriptor OutOfRange = Error(
        "LENET007", Category.Values, "Value out of range");

    public static readonly DiagnosticDescriptor UnknownChoice = Error(
        "LENET008", Category.Values, "Unknown layer type, activation, loss or fit");

    public static readonly DiagnosticDescriptor InvalidName = Error(
        "LENET009", Category.Names, "Invalid name");

    public static readonly DiagnosticDescriptor DuplicateLayer = Error(
        "LENET010", Category.Names, "Duplicate layer name");

    public static readonly DiagnosticDescriptor DuplicateNetwork = Error(
        "LENET011", Category.Names, "Two architecture files give the same class");

    public static readonly DiagnosticDescriptor Preprocessing = Error(
        "LENET012", Category.Shapes, "The images do not become the input");

    public static readonly DiagnosticDescriptor LayerDoesNotFit = Error(
        "LENET013", Category.Shapes, "The layer does not fit its input");

    public static readonly DiagnosticDescriptor DeclaredInput = Error(
        "LENET014", Category.Shapes, "The declared input is not what comes in");

    public static readonly DiagnosticDescriptor NotTrainable = Error(
        "LENET015", Category.Shapes, "The network cannot be trained");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "LENET016", Category.Shapes, "The network is too large");

    public static readonly DiagnosticDescriptor NotOptimized = Warning(
        "LENET017", Category.Project, "The kernels are compiled without optimisation");

    public static readonly DiagnosticDescriptor OldLanguage = Error(
        "LENET018", Category.Project, "The project's C# is older than that of the generated code");

    public static readonly DiagnosticDescriptor LoopedKernel = Information(
        "LENET019", Category.Generator, "A kernel is a loop in place of code for each column");

    public static readonly DiagnosticDescriptor Internal = Error(
        "LENET099", Category.Generator, "Internal error in the generator");

    /// <summary>Messages are put together where the facts are; a rule's title says what they have in common.</summary>
    private static DiagnosticDescriptor Error(string id, string category, string title) =>
        Create(id, category, title, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Warning(string id, string category, string title) =>
        Create(id, category, title, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Information(string id, string category, string title) =>
        Create(id, category, title, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string category, string title, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        title,
        messageFormat: "{0}",
        category,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink + id + ".md",
        customTags: tags);

    private static class Category
    {
        public const string Syntax = "LeNet.Syntax";
        public const string Keys = "LeNet.Keys";
        public const string Values = "LeNet.Values";
        public const string Names = "LeNet.Names";
        public const string Shapes = "LeNet.Shapes";
        public const string Project = "LeNet.Project";
        public const string Generator = "LeNet.Generator";
    }
}
