namespace LeNet.Generator.Emission;

/// <summary>
/// How training walks through the kernels: kernels of tiles, stopped now and then by one that needs the whole batch.
/// </summary>
/// <param name="Forward">The kernels of each stage.</param>
/// <param name="BatchForward">What runs after each stage but the last.</param>
/// <param name="Backward">The kernels of each stage.</param>
/// <param name="BatchBackward">What runs after each stage but the last.</param>
internal sealed record TrainingSchedule(
    IReadOnlyList<IReadOnlyList<KernelMethod>> Forward,
    IReadOnlyList<KernelMethod> BatchForward,
    IReadOnlyList<IReadOnlyList<KernelMethod>> Backward,
    IReadOnlyList<KernelMethod> BatchBackward)
{
    /// <summary>The kernels of all steps, in the order of the layers.</summary>
    public static TrainingSchedule Of(IReadOnlyList<IReadOnlyList<KernelMethod>> steps)
    {
        (var forward, var batchForward) = Split(steps.SelectMany(methods => methods), Phase.Forward, Phase.BatchForward);
        (var backward, var batchBackward) = Split(steps.Reverse().SelectMany(methods => methods), Phase.Backward, Phase.BatchBackward);
        return new TrainingSchedule(forward, batchForward, backward, batchBackward);
    }

    private static (IReadOnlyList<IReadOnlyList<KernelMethod>> Stages, IReadOnlyList<KernelMethod> Between) Split(
        IEnumerable<KernelMethod> methods, Phase tile, Phase batch)
    {
        List<List<KernelMethod>> stages = [[]];
        List<KernelMethod> between = [];
        foreach (KernelMethod method in methods)
        {
            if (method.Phase == tile && method.Mode != Mode.Evaluation)
            {
                stages[stages.Count - 1].Add(method);
            }
            else if (method.Phase == batch)
            {
                between.Add(method);
                stages.Add([]);
            }
        }

        return (stages, between);
    }
}
