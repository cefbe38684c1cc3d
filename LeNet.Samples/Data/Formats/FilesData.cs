using LeNet.Runtime;

namespace LeNet.Samples.Data.Formats;

/// <summary>A data set in files of some kind, read when it is asked for.</summary>
/// <param name="title">Its name for people, with what the files were taken for.</param>
/// <param name="path">Where it is.</param>
/// <param name="load">Reads it, the training images and then the test images; once.</param>
/// <param name="classNames">The names of its classes, or null if they are numbers.</param>
internal sealed class FilesData(string title, string path, Func<SplitData> load, Func<IReadOnlyList<string>>? classNames = null) : DataSource
{
    private readonly Lazy<SplitData> _content = new(load);

    /// <inheritdoc/>
    public override string Name => DataChoice.FilesName;

    /// <inheritdoc/>
    public override string Title => title;

    /// <inheritdoc/>
    public override string? Folder => path;

    /// <inheritdoc/>
    public override IReadOnlyList<string>? ClassNames => classNames?.Invoke();

    /// <inheritdoc/>
    public override Dataset LoadTraining() => _content.Value.Training;

    /// <inheritdoc/>
    public override Dataset LoadTest() => _content.Value.Test;
}
