using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using LeNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LeNet.Generator.Tests.Diagnostics;

public class DescriptorTests
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(Descriptors)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>(),
    ];

    [Fact]
    public void Ids_are_unique_and_rising()
    {
        string[] ids = [.. All.Select(descriptor => descriptor.Id)];
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^LENET[0-9]{3}$", id));
    }

    [Fact]
    public void Every_mistake_in_a_file_fails_the_build_and_cannot_be_switched_off()
    {
        Assert.All(All.Except([Descriptors.NotOptimized, Descriptors.LoopedKernel]), descriptor =>
        {
            Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
            Assert.True(descriptor.IsEnabledByDefault);
            Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        });
    }

    [Fact]
    public void A_slow_build_is_a_warning_that_can_be_switched_off()
    {
        Assert.Equal(DiagnosticSeverity.Warning, Descriptors.NotOptimized.DefaultSeverity);
        Assert.True(Descriptors.NotOptimized.IsEnabledByDefault);
        Assert.Empty(Descriptors.NotOptimized.CustomTags);
    }

    [Fact]
    public void Slow_kernels_are_information_that_can_be_switched_off()
    {
        Assert.Equal(DiagnosticSeverity.Info, Descriptors.LoopedKernel.DefaultSeverity);
        Assert.True(Descriptors.LoopedKernel.IsEnabledByDefault);
        Assert.Empty(Descriptors.LoopedKernel.CustomTags);
    }

    [Fact]
    public void Every_diagnostic_has_a_page_and_every_page_a_diagnostic()
    {
        string folder = Path.Combine(Root(), "docs", "diagnostics");
        (string Id, string Kind)[] checks = [.. ProjectChecks()];
        Assert.Equal(4, checks.Length);
        Assert.Equal(
            All.Select(descriptor => descriptor.Id).Concat(checks.Select(check => check.Id)).Order(StringComparer.Ordinal).Select(id => id + ".md"),
            Directory.GetFiles(folder, "LENET*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(All, descriptor =>
        {
            string page = File.ReadAllText(Path.Combine(folder, descriptor.Id + ".md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains("\n## Cause\n", page, StringComparison.Ordinal);
            Assert.Contains("\n## Wrong\n", page, StringComparison.Ordinal);
            Assert.Contains("\n## Right\n", page, StringComparison.Ordinal);
            Assert.EndsWith($"docs/diagnostics/{descriptor.Id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_the_package_finds_wrong_with_a_project_has_a_page_too()
    {
        string folder = Path.Combine(Root(), "docs", "diagnostics");
        string table = File.ReadAllText(Path.Combine(folder, "README.md"));
        Assert.All(ProjectChecks(), check =>
        {
            string[] page = File.ReadAllLines(Path.Combine(folder, check.Id + ".md"));
            Assert.StartsWith($"# {check.Id}: ", page[0], StringComparison.Ordinal);
            Assert.Equal(["## Cause", "## Wrong", "## Right"], page.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
            Assert.Contains($"| [{check.Id}]({check.Id}.md) | {page[0].Split(": ", 2)[1]}{(check.Kind == "Warning" ? " (a warning)" : "")} |", table, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_diagnostic_is_tracked_for_a_release()
    {
        string folder = Path.Combine(Root(), "LeNet.Generator");
        string[] lines =
        [
            .. File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Shipped.md")),
            .. File.ReadAllLines(Path.Combine(folder, "AnalyzerReleases.Unshipped.md")),
        ];
        Assert.Equal(
            All.Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"),
            lines.Where(line => line.StartsWith("LENET", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Diagnostics of the package's targets, which see what a generator does not.</summary>
    private static IEnumerable<(string Id, string Kind)> ProjectChecks() =>
        Directory.GetFiles(Path.Combine(Root(), "LeNet.Generator", "build"), "*.targets").SelectMany(file => XDocument.Load(file).Descendants())
            .Where(element => element.Name.LocalName is "Error" or "Warning")
            .Select(element => (element.Attribute("Code")!.Value, element.Name.LocalName));

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
