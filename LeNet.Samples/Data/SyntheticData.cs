using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>The digits that the program draws. They are always the same ones; a run's seed is about the training.</summary>
internal sealed class SyntheticData(int threads) : DataSource
{
    private const ulong Seed = 1;

    /// <inheritdoc/>
    public override string Name => DataChoice.SyntheticName;

    /// <inheritdoc/>
    public override string Title => "synthetic digits";

    /// <inheritdoc/>
    public override string? Folder => null;

    /// <inheritdoc/>
    public override Dataset LoadTraining() => SyntheticDigits.Training(Seed, threads);

    /// <inheritdoc/>
    public override Dataset LoadTest() => SyntheticDigits.Test(Seed, threads);
}
