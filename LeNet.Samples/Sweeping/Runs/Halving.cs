using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>
/// Successive halving: all settings are trained for a few epochs, the better ones for more, and the best to the end (K. Jamieson, A. Talwalkar: "Non-stochastic
/// best arm identification and hyperparameter optimization", AISTATS 2016). Each time all are waited for, so that who goes on depends on no timing.
/// </summary>
internal static class Halving
{
    /// <summary>The epochs after which settings are compared, in ascending order; none if there is nothing to stop.</summary>
    /// <param name="settings">Settings that there are.</param>
    /// <param name="epochs">Epochs of a whole training.</param>
    /// <param name="factor">Of how many settings one goes on, at least 2.</param>
    public static IReadOnlyList<int> Milestones(int settings, int epochs, int factor)
    {
        var milestones = new List<int>();
        for (long part = factor; part <= epochs && part <= settings; part *= factor)
        {
            milestones.Insert(0, (int)(epochs / part));
        }

        return [.. milestones.Distinct()];
    }

    /// <summary>How many of some settings go on.</summary>
    public static int Remaining(int settings, int factor) => (settings + factor - 1) / factor;

    /// <summary>Those that go on: the best by mean accuracy of validation, of equal ones those with less loss, then the first. A setting of which a run diverged is the worst.</summary>
    /// <param name="settings">Those that were trained up to here, in the order of the plan.</param>
    /// <param name="validation">A run's validation after its last epoch up to here, or null if it diverged.</param>
    /// <param name="factor">Of how many one goes on.</param>
    public static IReadOnlyList<Setting> Choose(IReadOnlyList<Setting> settings, Func<PlannedRun, Evaluation?> validation, int factor)
    {
        HashSet<Setting> best =
        [
            .. settings.Select(setting => (Setting: setting, Values: (Evaluation?[])[.. setting.Runs.Select(validation)]))
                .OrderBy(setting => setting.Values.Contains(null))
                .ThenByDescending(setting => setting.Values.Average(value => value?.Accuracy ?? 0))
                .ThenBy(setting => setting.Values.Average(value => value?.Loss ?? 0))
                .Take(Remaining(settings.Count, factor))
                .Select(setting => setting.Setting),
        ];
        return [.. settings.Where(best.Contains)];
    }
}
