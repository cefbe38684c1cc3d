namespace LeNet.Benchmarks.Rebuild;

/// <summary>Building a console project that has the package and LeNet-5.</summary>
internal static class ConsoleScenarios
{
    private const string PublishAot = "<PublishAot>true</PublishAot>";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        Build("console project: an edit, build", "Plain", "", edits: true),
        Build("console project: nothing changed, build", "Plain", "", edits: false),
        Build("with PublishAot: an edit, build", "Native", PublishAot, edits: true),
        Build("with PublishAot: nothing changed, build", "Native", PublishAot, edits: false),
    ];

    private static Scenario Build(string name, string project, string properties, bool edits) => new(
        name,
        async (clone, cancellation) =>
        {
            await ConsoleProject.Write(clone, project, properties, cancellation);
            (await ConsoleProject.Build(clone, project, cancellation)).Succeeded();
        },
        (clone, number) =>
        {
            if (edits)
            {
                Edits.ChangeOneNumber(ConsoleProject.ArchitectureOf(clone, project), number);
            }
        },
        (clone, cancellation) => ConsoleProject.Build(clone, project, cancellation));
}
