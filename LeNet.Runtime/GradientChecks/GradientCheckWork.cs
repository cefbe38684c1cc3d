namespace LeNet.Runtime;

/// <summary>A value to check.</summary>
/// <param name="Layer">The operation that it is a parameter of, by its place in <see cref="ReferenceNetwork.Layers"/>.</param>
/// <param name="Parameter">Which of that operation's parameters.</param>
/// <param name="Index">Which value of it.</param>
internal readonly record struct ValueToCheck(int Layer, int Parameter, int Index);

/// <summary>Finite differences of many values, shared out among threads, each with a network of its own: a value's does not depend on who computes it.</summary>
/// <param name="network">What is checked; only read.</param>
/// <param name="batch">What the loss is of.</param>
/// <param name="values">What the forward pass of that batch gives.</param>
/// <param name="items">The values to check.</param>
/// <param name="cancellationToken">Ends the work early.</param>
internal sealed class GradientCheckWork(
    Network network, ReferenceBatch batch, IReadOnlyList<double[][]> values, IReadOnlyList<ValueToCheck> items, CancellationToken cancellationToken) : IWork
{
    private int _taken;

    /// <summary>For each value its derivative and step, or null.</summary>
    public (double Derivative, double Step)?[] Results { get; } = new (double Derivative, double Step)?[items.Count];

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);
        var differences = new FiniteDifferences(reference, batch, values);
        for (int i = Interlocked.Increment(ref _taken) - 1; i < items.Count; i = Interlocked.Increment(ref _taken) - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ValueToCheck item = items[i];
            Results[i] = differences.Of(item.Layer, reference.Layers[item.Layer].Parameters[item.Parameter], item.Index);
        }
    }
}
