using System.Collections.Immutable;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Emission;
using LeNet.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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

        IncrementalValueProvider<LanguageVersion> language = context.ParseOptionsProvider
            .Select((options, _) => Language.Of(options))
            .WithTrackingName(Steps.Language);

        // What has a class of its own; in an old language all of it is only stood in for.
        IncrementalValuesProvider<NetworkToEmit> readable = files
            .Select((file, _) => (file.Path, file.Network))
            .Combine(classes)
            .Select((pair, _) => NetworkToEmit.Of(pair.Left.Path, pair.Left.Network, pair.Right))
            .SelectMany((network, _) => network is null ? ImmutableArray<NetworkToEmit>.Empty : [network]);

        IncrementalValuesProvider<NetworkToEmit> networks = readable
            .Combine(language)
            .Select((pair, _) => Language.IsTooOld(pair.Right) ? pair.Left with { Network = null } : pair.Left)
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

        IncrementalValueProvider<(bool IsSo, LanguageVersion Version)> oldLanguage = readable
            .Where(network => network.Network is not null)
            .Collect()
            .Combine(language)
            .Select((pair, _) => (Language.IsTooOld(pair.Right) && !pair.Left.IsEmpty, pair.Right))
            .WithTrackingName(Steps.OldLanguage);

        context.RegisterSourceOutput(networks, NetworkOutput.Add);
        context.RegisterSourceOutput(diagnostics, (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(unoptimized, (output, isSo) => Report(output, isSo ? Optimization.Warning() : null));
        context.RegisterSourceOutput(oldLanguage, (output, old) => Report(output, old.IsSo ? Language.Error(old.Version) : null));
    }

    private static void Report(SourceProductionContext output, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            output.ReportDiagnostic(diagnostic);
        }
    }
}
