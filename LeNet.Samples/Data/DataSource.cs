using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>A data set that is at hand.</summary>
internal abstract class DataSource
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Its name for people.</summary>
    public abstract string Title { get; }

    /// <summary>The folder that its files are in, or null if it has none.</summary>
    public abstract string? Folder { get; }

    /// <summary>The names of its classes, in their order; null or none where they are numbers.</summary>
    public virtual IReadOnlyList<string>? ClassNames => null;

    /// <summary>The images to train on.</summary>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or the two do not belong together.</exception>
    public abstract Dataset LoadTraining();

    /// <summary>The images to test on.</summary>
    /// <exception cref="DataFileException">A file cannot be read, is damaged, or the two do not belong together.</exception>
    public abstract Dataset LoadTest();
}
