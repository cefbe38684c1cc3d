using System.CommandLine;
using System.CommandLine.Parsing;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>The command <c>rebuild</c>: from an edit of an architecture file to a program that runs, for two revisions in turn.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        Option<string?> against = new("--against") { Description = "Revision to compare with, such as a commit or a tag. [default: none]", HelpName = "REV" };
        Option<string> revision = new("--revision") { Description = "Revision to measure.", HelpName = "REV", DefaultValueFactory = _ => "HEAD" };
        Option<int> rounds = new("--rounds") { Description = "Rounds to measure, of which the median counts.", DefaultValueFactory = _ => 3 };
        Option<int?> chain = new("--chain")
        {
            Description = "Measure a chain of this many convolutions instead, each with batch normalisation and ReLU. [default: LeNet-5]",
            HelpName = "N",
        };
        Option<string?> only = new("--only") { Description = "Measure only what has this text in its name, such as \"first training step\". [default: all]", HelpName = "TEXT" };
        rounds.Validators.Add(result => ToolCommand.AddErrorUnlessPositive(result, result.GetValueOrDefault<int>()));
        chain.Validators.Add(result => ToolCommand.AddErrorUnlessPositive(result, result.GetValueOrDefault<int?>() ?? 1));

        Command command = new("rebuild", "From an edit of lenet.arch.json to a program that runs, beside another revision. Builds committed revisions in temporary clones.")
        {
            against, revision, rounds, chain, only,
        };
        command.Does(async (result, cancellation) =>
        {
            IReadOnlyList<Scenario> all = result.GetValue(chain) is { } layers ? ChainScenarios.All(layers) : [.. SampleScenarios.All, .. ConsoleScenarios.All];
            string wanted = result.GetValue(only) ?? "";
            List<Scenario> scenarios = [.. all.Where(scenario => scenario.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
            if (scenarios.Count == 0)
            {
                throw new ToolException($"--only: nothing is called '{wanted}'; there are {string.Join("; ", all.Select(scenario => scenario.Name))}");
            }

            using var clones = await Clones.Create([result.GetRequiredValue(revision), .. result.GetValue(against) is { } other ? [other] : (string[])[]], cancellation);
            await RebuildTable.Print(Console.Out, clones, scenarios, result.GetRequiredValue(rounds), cancellation);
        });
        return command;
    }
}
