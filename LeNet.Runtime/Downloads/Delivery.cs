namespace LeNet.Runtime;

/// <summary>What is downloaded in one piece, and what becomes of it.</summary>
internal abstract class Delivery
{
    /// <summary>Its name for people.</summary>
    public abstract string Title { get; }

    /// <summary>Its name on a mirror.</summary>
    public abstract string Name { get; }

    /// <summary>The most bytes that it can have when served.</summary>
    public abstract long LongestBytes { get; }

    /// <summary>Where it is kept until all of it has arrived.</summary>
    public abstract string PartPath { get; }

    /// <summary>Whether what it brings is there already.</summary>
    public abstract bool IsThere { get; }

    /// <summary>Checks it and puts what it brings in its place.</summary>
    /// <exception cref="PackedFileException">It is not what was published.</exception>
    /// <exception cref="DataFileException">Something cannot be written.</exception>
    public abstract void Unpack(FileStream part, CancellationToken cancellationToken);
}

/// <summary>One file of a data set, compressed.</summary>
internal sealed class FileDelivery(DatasetFile file, string folder) : Delivery
{
    private readonly string _target = Path.Combine(folder, file.Name);

    /// <inheritdoc/>
    public override string Title => file.Name;

    /// <inheritdoc/>
    public override string Name => file.Name + ".gz";

    /// <inheritdoc/>
    public override long LongestBytes => PackedFile.LongestPacked(file);

    /// <inheritdoc/>
    public override string PartPath => _target + ".gz.part";

    /// <inheritdoc/>
    public override bool IsThere => File.Exists(_target);

    /// <inheritdoc/>
    public override void Unpack(FileStream part, CancellationToken cancellationToken) =>
        PackedFile.Unpack(part, file, _target, cancellationToken);
}

/// <summary>The archive of a data set, of which the files wanted are taken.</summary>
internal sealed class ArchiveDelivery(DatasetArchive archive, IReadOnlyList<DatasetFile> files, string folder) : Delivery
{
    /// <inheritdoc/>
    public override string Title => archive.Name;

    /// <inheritdoc/>
    public override string Name => archive.Name;

    /// <inheritdoc/>
    public override long LongestBytes => archive.Length;

    /// <inheritdoc/>
    public override string PartPath => Path.Combine(folder, archive.Name + ".part");

    /// <inheritdoc/>
    public override bool IsThere => files.All(file => File.Exists(Path.Combine(folder, file.Name)));

    /// <inheritdoc/>
    public override void Unpack(FileStream part, CancellationToken cancellationToken) =>
        PackedArchive.Unpack(part, archive, files, folder, cancellationToken);
}
