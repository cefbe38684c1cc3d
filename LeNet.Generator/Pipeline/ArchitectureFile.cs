using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Pipeline;

/// <summary>All that the generator takes from one architecture file, compared by value.</summary>
/// <param name="NamePlace">Where the file names its class.</param>
/// <param name="Network">Null if the file has an error.</param>
/// <param name="Diagnostics">In the order of the file.</param>
internal sealed record ArchitectureFile(
    string Path,
    NetworkName Name,
    FileSpan NamePlace,
    ShapedNetwork? Network,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>What the name of an architecture file ends with.</summary>
    public const string Extension = ".arch.json";

    /// <summary>Reads, checks and infers. Never throws, unless it is cancelled.</summary>
    public static ArchitectureFile Read(AdditionalText file, CancellationToken cancellation)
    {
        SourceText? text = null;
        try
        {
            text = file.GetText(cancellation);
            return text is null ? Unreadable(file.Path) : Read(file.Path, text, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failed(file.Path, Descriptors.Internal, InternalError.Describe(exception), text);
        }
    }

    private static ArchitectureFile Read(string path, SourceText source, CancellationToken cancellation)
    {
        var bag = new DiagnosticBag(path, source);
        string text = source.ToString();
        JsonDocument document = JsonReader.Read(text, cancellation);
        NetworkName name = NetworkName.Find(document.Root, text, path);
        if (!document.Errors.IsEmpty)
        {
            // What else seems wrong may only seem so because of these.
            foreach (JsonSyntaxError error in document.Errors)
            {
                bag.Add(Descriptors.Syntax, error.Span, error.Message);
            }

            return new ArchitectureFile(path, name, bag.Place(default), Network: null, bag.ToSorted());
        }

        ParsedNetwork? parsed = NetworkReader.Read(document.Root, bag);
        ShapedNetwork? network = parsed is null ? null : ShapeInference.Infer(parsed, bag);
        if (network is not null)
        {
            LoopedKernels.Report(parsed!, network, bag);
            FastFit.Report(parsed!, network, bag);
        }

        return new ArchitectureFile(path, name, bag.Place(parsed?.NameSpan ?? default), network, bag.ToSorted());
    }

    private static ArchitectureFile Unreadable(string path) =>
        Failed(path, Descriptors.Unreadable, "the file cannot be read; check that it exists and is UTF-8 text", text: null);

    private static ArchitectureFile Failed(string path, DiagnosticDescriptor descriptor, string message, SourceText? text)
    {
        var bag = new DiagnosticBag(path, text ?? SourceText.From(""));
        bag.Add(descriptor, default, message);
        return new ArchitectureFile(path, NetworkName.Guess(path), bag.Place(default), Network: null, bag.ToSorted());
    }
}
