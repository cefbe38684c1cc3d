namespace LeNet.Benchmarks.Rebuild;

/// <summary>Building a console project that has the package and LeNet-5, after an edit.</summary>
internal static class ConsoleScenarios
{
    public static IReadOnlyList<Scenario> All { get; } = [Build("console project, an edit, build", "Plain", ""), Build("the same with PublishAot", "Native", "<PublishAot>true</PublishAot>")];

    private static Scenario Build(string name, string project, string properties) => new(
        name,
        async (clone, cancellation) =>
        {
            await ConsoleProject.Write(clone, project, properties, cancellation);
            (await ConsoleProject.Build(clone, project, cancellation)).Succeeded();
        },
        (clone, number) => Edits.ChangeOneNumber(ConsoleProject.ArchitectureOf(clone, project), number),
        (clone, cancellation) => ConsoleProject.Build(clone, project, cancellation));
}
