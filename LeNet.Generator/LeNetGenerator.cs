using System.Collections.Immutable;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Emission;
using LeNet.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace LeNet.Generator;

/// <summary>Turns every <c>*.arch.json</c> among a project's additional files into a network class.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LeNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // A file that a project includes twice is one file.
        IncrementalValuesProvider<AdditionalText> texts = context.AdditionalTextsProvider
            .Where(text => text.Path.EndsWith(ArchitectureFile.Extension, StringComparison.OrdinalIgnoreCase))
            .Collect()
            .SelectMany((all, _) => all.GroupBy(text => text.Path).Select(same => same.First()))
            .WithTrackingName(Steps.Texts);

        IncrementalValuesProvider<ArchitectureFile> files = texts
            .Select(ArchitectureFile.Read)
            .WithTrackingName(Steps.Files);

        IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? value) ? value : "")
            .WithTrackingName(Steps.RootNamespace);

        IncrementalValueProvider<NetworkClasses> classes = files
            .Select((file, _) => new NamedFile(file.Path, file.Name))
            .Collect()
            .Combine(rootNamespace)
            .Select((pair, _) => NetworkClasses.Resolve(pair.Left, pair.Right))
            .WithTrackingName(Steps.Classes);

        IncrementalValuesProvider<NetworkToEmit> networks = files
            .Select((file, _) => (file.Path, file.Network))
            .Combine(classes)
            .Select((pair, _) => NetworkToEmit.Of(pair.Left.Path, pair.Left.Network, pair.Right))
            .SelectMany((network, _) => network is null ? ImmutableArray<NetworkToEmit>.Empty : [network])
            .WithTrackingName(Steps.Networks);

        IncrementalValuesProvider<DiagnosticInfo> diagnostics = files
            .Combine(classes)
            .SelectMany((pair, _) => pair.Left.Diagnostics.Concat(Rivals.Report(pair.Left, pair.Right)))
            .WithTrackingName(Steps.Diagnostics);

        IncrementalValueProvider<bool> unoptimized = networks
            .Where(network => network.Network is not null)
            .Collect()
            .Combine(context.CompilationProvider.Select((compilation, _) => Optimization.IsOff(compilation)))
            .Select((pair, _) => pair.Right && !pair.Left.IsEmpty)
            .WithTrackingName(Steps.Unoptimized);

        context.RegisterSourceOutput(networks, NetworkOutput.Add);
        context.RegisterSourceOutput(diagnostics, (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(unoptimized, (output, isSlow) =>
        {
            if (isSlow)
            {
                output.ReportDiagnostic(Optimization.Warning());
            }
        });
    }
}
