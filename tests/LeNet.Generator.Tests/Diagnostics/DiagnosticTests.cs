using System.Text;
using LeNet.Generator.Diagnostics;
using LeNet.Testing;
using Microsoft.CodeAnalysis;
using static VerifyXunit.Verifier;

namespace LeNet.Generator.Tests.Diagnostics;

public class DiagnosticTests
{
    // Of the project or the machine, not of the text of one file; they have tests of their own.
    private static readonly DiagnosticDescriptor[] NotOfOneFile = [Descriptors.Unreadable, Descriptors.DuplicateNetwork, Descriptors.NotOptimized, Descriptors.OldLanguage, Descriptors.LoopedKernel, Descriptors.Internal];

    [Fact]
    public Task Text_and_place_of_every_diagnostic()
    {
        IReadOnlyList<string> reports = Cultures.Run(Report);
        Assert.All(reports, report => Assert.Equal(reports[0], report));
        return Verify(reports[0]);
    }

    [Fact]
    public void Every_diagnostic_of_a_file_is_among_the_bad_files()
    {
        string report = Report();
        Assert.All(
            DescriptorTests.All.Except(NotOfOneFile),
            descriptor => Assert.Contains(descriptor.Id + " (", report, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bad_file_gives_no_network_and_a_good_one_no_diagnostic()
    {
        Assert.All(BadFiles.All, file => Assert.Null(Architectures.Read(file.Text).Network));
        Assert.Empty(Architectures.Diagnose(Architectures.LeNet5));
        Assert.NotNull(Architectures.Read(Architectures.LeNet5).Network);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_reported()
    {
        GeneratedProject project = new GeneratorDriverHost().WithFile(new MemoryAdditionalText("/project/gone.arch.json", null)).Generate();
        Assert.Equal(
            ["LENET002 (1,1)-(1,1): the file cannot be read; check that it exists and is UTF-8 text"],
            project.Diagnostics.Select(DiagnosticText.Of));
        Assert.Empty(project.CompilerDiagnostics);
    }

    private static string Report()
    {
        var report = new StringBuilder();
        foreach ((string title, string text) in BadFiles.All)
        {
            report.Append("## ").Append(title).Append("\n\n");
            string[] lines = text.ReplaceLineEndings("\n").Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                report.Append($"{i + 1,4} | {lines[i]}\n");
            }

            report.Append('\n').AppendJoin('\n', Architectures.Diagnose(text)).Append("\n\n");
        }

        return report.ToString();
    }
}
