using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>A published data set in its four files.</summary>
internal sealed class PublishedData(DatasetDescription dataset, DatasetFiles files) : DataSource
{
    /// <inheritdoc/>
    public override string Name => dataset.Name;

    /// <inheritdoc/>
    public override string Title => dataset.Title;

    /// <inheritdoc/>
    public override string? Folder => Path.GetDirectoryName(files.TestImages);

    /// <inheritdoc/>
    public override Dataset LoadTraining() => files.LoadTraining();

    /// <inheritdoc/>
    public override Dataset LoadTest() => files.LoadTest();
}
