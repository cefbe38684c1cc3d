using LeNet.Export.C;
using LeNet.Export.CSharp;
using LeNet.Export.JavaScript;
using LeNet.Export.Onnx;
using LeNet.Runtime;

namespace LeNet.Samples.Export;

/// <summary>A format that a network can be taken elsewhere in.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Options">The options of the command that only it makes use of.</param>
/// <param name="Write">The files, given the path that was said.</param>
internal sealed record ExportFormat(string Name, IReadOnlyList<string> Options, Func<Network, ExportSettings, string, IReadOnlyList<ExportedFile>> Write)
{
    /// <summary>All formats: the one place that lists them.</summary>
    public static readonly IReadOnlyList<ExportFormat> All =
    [
        new("onnx", [ExportOptions.PreprocessingOption, ExportOptions.OperatorSetOption, ExportOptions.BatchOption], static (network, settings, path) =>
            [new(path, OnnxExporter.Export(network, new OnnxOptions(settings.Preprocessing, OperatorSet: settings.OperatorSet, Batch: settings.Batch)))]),
        new("csharp", [ExportOptions.NamespaceOption, ExportOptions.ClassOption, ExportOptions.TargetOption], static (network, settings, path) =>
            [ExportedFile.OfText(path, CSharpExporter.Export(network, new CSharpOptions(settings.Namespace, ClassName(network, settings), settings.Target)))]),
        new("c", [ExportOptions.TrainOption], static (network, settings, path) => WriteC(network, settings, path)),
        new("javascript", [ExportOptions.PageOption], static (network, settings, path) =>
            settings.Page ? [ExportedFile.OfText(path, PageFile.Write(network))] : WriteJavaScript(network, path)),
    ];

    /// <summary>The names of all.</summary>
    public static string Names => string.Join(", ", All.Select(format => format.Name));

    private static string ClassName(Network network, ExportSettings settings)
    {
        string name = settings.ClassName ?? network.Description.Name;
        return CSharpOptions.CheckClassName(name) is { } problem ? throw new UsageException($"{ExportOptions.ClassOption}: {problem}") : name;
    }

    private static IReadOnlyList<ExportedFile> WriteC(Network network, ExportSettings settings, string path)
    {
        var place = ExportPlace.Of(path, [".c", ".h"], COptions.Prefix(network.Description.Name));
        CSource source = CExporter.Export(network, new COptions(Path.GetFileName(place.Stem), settings.Trains));
        place.Make();
        return [ExportedFile.OfText(place.Stem + ".h", source.Header), ExportedFile.OfText(place.Stem + ".c", source.Source)];
    }

    private static IReadOnlyList<ExportedFile> WriteJavaScript(Network network, string path)
    {
        JavaScriptSource source = JavaScriptExporter.Export(network);
        string extension = path.EndsWith(".mjs", StringComparison.Ordinal) ? ".mjs" : ".js";
        var place = ExportPlace.Of(path, [extension, ".d.ts"], COptions.Prefix(network.Description.Name));
        place.Make();
        return [ExportedFile.OfText(place.Stem + extension, source.Module), ExportedFile.OfText(place.Stem + (extension == ".mjs" ? ".d.mts" : ".d.ts"), source.Declarations)];
    }
}
