using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>A data set that is read once, whoever asks for it how often.</summary>
internal sealed class SharedData : DataSource, IDataFinder
{
    private readonly DataSource _source;
    private readonly Dataset _training;
    private readonly Dataset _test;

    /// <summary>Reads it.</summary>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or two do not belong together.</exception>
    public SharedData(DataSource source)
    {
        (_source, _training, _test) = (source, source.LoadTraining(), source.LoadTest());
    }

    /// <inheritdoc/>
    public override string Name => _source.Name;

    /// <inheritdoc/>
    public override string Title => _source.Title;

    /// <inheritdoc/>
    public override string? Folder => _source.Folder;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? ClassNames => _source.ClassNames;

    /// <inheritdoc/>
    public override Dataset LoadTraining() => _training;

    /// <inheritdoc/>
    public override Dataset LoadTest() => _test;

    /// <inheritdoc/>
    public Task<DataSource> FindAsync(DatasetPart part, CancellationToken cancellationToken) => Task.FromResult<DataSource>(this);
}
