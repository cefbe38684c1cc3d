using System.Text;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Pipeline;
using LeNet.Testing;

namespace LeNet.Fuzzing.Targets;

/// <summary>Architecture files: each ends in diagnostics inside the file or in a network, and never in the diagnostic of an internal error.</summary>
internal sealed class ArchitectureTarget : FuzzTarget
{
    public override string Name => "architecture";

    public override IReadOnlyList<byte[]> Seeds => ArchitectureSeeds.All;

    public override IReadOnlyList<byte[]> Pieces => ArchitectureSeeds.Pieces;

    public override IReadOnlyList<Type> Refusals => [typeof(DiagnosedException)];

    public override long MostAllocated(int length) => (1 << 20) + (2048L * length);

    public override void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        ArchitectureFile file = ArchitectureFile.Read(new MemoryAdditionalText("/fuzz/input.arch.json", text), CancellationToken.None);
        foreach (DiagnosticInfo diagnostic in file.Diagnostics)
        {
            if (diagnostic.Descriptor == Descriptors.Internal)
            {
                throw new BrokenPromiseException(diagnostic.ToDiagnostic().ToString());
            }

            if (diagnostic.Place.Span.Start < 0 || diagnostic.Place.Span.End > text.Length)
            {
                throw new BrokenPromiseException($"{diagnostic.ToDiagnostic()} lies outside of the file");
            }
        }

        bool hasError = file.Diagnostics.Any(diagnostic => diagnostic.Descriptor.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        if (hasError != file.Network is null)
        {
            throw new BrokenPromiseException(hasError ? "a network came out of a file with an error" : "no network and no error came out");
        }

        if (hasError)
        {
            throw new DiagnosedException(DiagnosticText.Of(file.Diagnostics[0].ToDiagnostic()));
        }
    }

    /// <summary>The way of this target to count files with errors.</summary>
    internal sealed class DiagnosedException(string message) : Exception(message);
}
