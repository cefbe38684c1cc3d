using System.CommandLine;
using System.Globalization;
using LeNet.Benchmarks.Rebuild;

namespace LeNet.Benchmarks.Versus;

/// <summary>The command <c>versus</c>: the engine of two revisions, each in a process of its own, in short slices by turns.</summary>
internal static class VersusCommand
{
    private static readonly string[] Work =
        ["training, 1 thread", "training, 2 threads", "batches of 64", "batches of 1,000", "one image", "Modern, training, 1 thread"];

    public static Command Create()
    {
        Argument<string> other = new("REV") { Description = "Revision to compare with, such as a commit or a tag." };
        Option<string> revision = new("--revision") { Description = "Revision to measure.", HelpName = "REV", DefaultValueFactory = _ => "HEAD" };
        Option<int> rounds = new("--rounds") { Description = "Slices of each, of whose ratios the median counts.", DefaultValueFactory = _ => 41 };
        rounds.Validators.Add(result => ToolCommand.AddErrorUnlessPositive(result, result.GetValueOrDefault<int>()));
        Command command = new("versus", "Training and prediction beside another revision, slice by slice in turn. Builds committed revisions in temporary clones.") { other, revision, rounds };
        command.Does(async (result, cancellation) =>
        {
            using var clones = await Clones.Create([result.GetRequiredValue(revision), result.GetRequiredValue(other)], cancellation);
            using Contestant own = await Contestant.Start(clones.All[0], cancellation);
            using Contestant others = await Contestant.Start(clones.All[1], cancellation);
            Print(Console.Out, clones, own, others, result.GetValue(rounds), cancellation);
        });
        return command;
    }

    private static void Print(TextWriter output, Clones clones, Contestant own, Contestant others, int rounds, CancellationToken cancellation)
    {
        output.WriteLine($"{clones.All[0].Revision} ({clones.All[0].Commit}) beside {clones.All[1].Revision} ({clones.All[1].Commit}), {rounds} slices each, medians; the ratio's middle half");
        output.WriteLine($"{"",-27} {"ms",8} {"other",8} {"ratio",6}");
        foreach (string work in Work)
        {
            (double Own, double Other)[] times = new (double, double)[rounds];
            for (int i = 0; i < rounds; i++)
            {
                cancellation.ThrowIfCancellationRequested();

                // Who begins changes, so that a trend favours neither.
                double first = i % 2 == 0 ? own.Do(work) : others.Do(work);
                double second = i % 2 == 0 ? others.Do(work) : own.Do(work);
                times[i] = i % 2 == 0 ? (first, second) : (second, first);
            }

            double[] ratios = [.. times.Select(time => time.Other / time.Own).Order()];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{work,-27} {1e3 * Median(times.Select(time => time.Own)),8:F2} {1e3 * Median(times.Select(time => time.Other)),8:F2} {ratios[rounds / 2],6:F2} ({ratios[rounds / 4]:F2}–{ratios[3 * rounds / 4]:F2})"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
