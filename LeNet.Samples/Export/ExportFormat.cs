using LeNet.Export.CSharp;
using LeNet.Export.Onnx;
using LeNet.Runtime;

namespace LeNet.Samples.Export;

/// <summary>A format that a network can be taken elsewhere in.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Options">The options of the command that only it makes use of.</param>
/// <param name="Write">The bytes of the file.</param>
internal sealed record ExportFormat(string Name, IReadOnlyList<string> Options, Func<Network, ExportSettings, byte[]> Write)
{
    /// <summary>The option for models that take raw images.</summary>
    public const string PreprocessingOption = "--preprocessing";

    /// <summary>The option for the version of ONNX's operator set.</summary>
    public const string OperatorSetOption = "--opset";

    /// <summary>The option for the number of samples that a model takes at once.</summary>
    public const string BatchOption = "--batch";

    /// <summary>The option for a class's namespace.</summary>
    public const string NamespaceOption = "--namespace";

    /// <summary>The option for a class's name.</summary>
    public const string ClassOption = "--class";

    /// <summary>All formats: the one place that lists them.</summary>
    public static readonly IReadOnlyList<ExportFormat> All =
    [
        new("onnx", [PreprocessingOption, OperatorSetOption, BatchOption], static (network, settings) =>
            OnnxExporter.Export(network, new OnnxOptions(settings.Preprocessing, OperatorSet: settings.OperatorSet, Batch: settings.Batch))),
        new("csharp", [NamespaceOption, ClassOption], static (network, settings) =>
            System.Text.Encoding.UTF8.GetBytes(CSharpExporter.Export(network, new CSharpOptions(settings.Namespace, ClassName(network, settings))))),
    ];

    private static string ClassName(Network network, ExportSettings settings)
    {
        string name = settings.ClassName ?? network.Description.Name;
        return CSharpOptions.CheckClassName(name) is { } problem ? throw new UsageException($"{ClassOption}: {problem}") : name;
    }
}

/// <summary>What the command line says of the file to write.</summary>
/// <param name="Preprocessing">Whether a model takes raw images.</param>
/// <param name="OperatorSet">The version of a model's operator set.</param>
/// <param name="Batch">The samples that a model takes at once; null for any number.</param>
/// <param name="Namespace">The namespace of a class; null for none.</param>
/// <param name="ClassName">The name of a class; null for the network's.</param>
internal sealed record ExportSettings(bool Preprocessing, int OperatorSet, int? Batch, string? Namespace, string? ClassName);
