using System.Text;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Pipeline;

/// <summary>Adds the sources of a network, or of its stand-in, to the compilation.</summary>
internal static class NetworkOutput
{
    public static void Add(SourceProductionContext context, NetworkToEmit network)
    {
        foreach ((string hintName, string source) in Emit(context, network))
        {
            // The class is the only one of its full name, so the files of same-named classes do not collide.
            string prefix = network.Namespace.Length == 0 ? "" : network.Namespace + ".";
            context.AddSource(prefix + hintName, SourceText.From(source, Encoding.UTF8));
        }
    }

    private static IReadOnlyList<(string HintName, string Source)> Emit(SourceProductionContext context, NetworkToEmit network)
    {
        try
        {
            if (network.Network is { } shaped)
            {
                return [.. NetworkEmitter.Emit(shaped, network.Namespace, network.Path.Substring(network.Path.LastIndexOfAny(['/', '\\']) + 1))];
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var place = new FileSpan(network.Path, default, default);
            context.ReportDiagnostic(new DiagnosticInfo(Descriptors.Internal, place, InternalError.Describe(exception)).ToDiagnostic());
        }

        return [StandInEmitter.Emit(network.Name, network.Namespace)];
    }
}
