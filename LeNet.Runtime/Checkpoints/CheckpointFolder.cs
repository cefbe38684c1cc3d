namespace LeNet.Runtime;

/// <summary>
/// The checkpoints of one training: the newest and the one before, so that one is whole whatever happens while the next is written.
/// </summary>
/// <remarks>Threads that share an object wait for each other. Two objects or programs that write to one folder at once are the caller's to keep apart.</remarks>
public sealed class CheckpointFolder
{
    /// <summary>The newest checkpoint's file.</summary>
    public const string NewestName = "checkpoint.safetensors";

    /// <summary>The file of the checkpoint before.</summary>
    public const string PreviousName = "checkpoint.previous.safetensors";

    private readonly Lock _gate = new();
    private readonly string _newest;
    private readonly string _previous;

    /// <summary>Whether the newest file is this training's and whole, and so worth keeping as the one before.</summary>
    private bool _isNewestGood;

    /// <summary>Whether the file of the checkpoint before, if there is one, is of another training.</summary>
    private bool _isPreviousForeign = true;

    /// <summary>Names a folder; nothing is read or written yet.</summary>
    /// <param name="path">The folder.</param>
    public CheckpointFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        _newest = System.IO.Path.Combine(path, NewestName);
        _previous = System.IO.Path.Combine(path, PreviousName);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Reads the newest checkpoint, or the one before if the newest is damaged or missing.</summary>
    /// <param name="warning">Why it is not the newest, in one line; else null.</param>
    /// <exception cref="DataFileException">There is none, or none that is whole.</exception>
    public Checkpoint Load(out string? warning)
    {
        using Lock.Scope scope = _gate.EnterScope();
        warning = null;
        _isPreviousForeign = false;
        DataFileException problem;
        try
        {
            Checkpoint checkpoint = Checkpoint.Load(_newest);
            _isNewestGood = true;
            return checkpoint;
        }
        catch (DataFileException exception)
        {
            problem = exception;
            _isNewestGood = false;
        }

        if (!File.Exists(_newest) && !File.Exists(_previous))
        {
            throw new DataFileException(Path, Directory.Exists(Path) ? $"holds no checkpoint (no file {NewestName})" : "no such folder");
        }

        try
        {
            Checkpoint checkpoint = Checkpoint.Load(_previous);
            warning = $"{problem.Message}; the checkpoint before it, of step {checkpoint.Step}, is used";
            return checkpoint;
        }
        catch (DataFileException exception)
        {
            throw new DataFileException(Path, $"holds no checkpoint that can be used: {problem.Message}; {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Writes a checkpoint. The newest so far becomes the one before, if it was written or read by this object; else it is of an earlier
    /// training or damaged, and is replaced.
    /// </summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <exception cref="DataFileException">It cannot be written. The earlier ones are still there.</exception>
    public void Save(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        using Lock.Scope scope = _gate.EnterScope();
        checkpoint.Save(_newest, _isNewestGood && File.Exists(_newest) ? _previous : null);
        _isNewestGood = true;
        if (_isPreviousForeign)
        {
            Delete(_previous);
            _isPreviousForeign = false;
        }
    }

    /// <summary>Removes the checkpoints of an earlier training.</summary>
    /// <exception cref="DataFileException">They cannot be removed.</exception>
    public void Clear()
    {
        using Lock.Scope scope = _gate.EnterScope();
        Delete(_previous);
        Delete(_newest);
        _isNewestGood = false;
    }

    private static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw new DataFileException(file, "an earlier training's checkpoint cannot be removed", exception);
        }
    }
}
