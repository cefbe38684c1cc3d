using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Training;

namespace LeNet.Samples.Files;

/// <summary>
/// The folder that a training run writes. It is made, and shown to be writable, before the training begins.
/// Disposed of empty, it disappears again.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    /// <summary>The folder, below the current one, of runs that were given none.</summary>
    public const string DefaultParent = "runs";

    /// <summary>The metrics' file.</summary>
    public const string MetricsName = "metrics.jsonl";

    /// <summary>The weights' file.</summary>
    public const string WeightsName = "model.safetensors";

    private const string BestWeightsName = "best.safetensors";
    private const string RecipeName = "recipe.json";
    private const string ClaimName = ".running";
    private const int MostRunsPerSecond = 100;

    private readonly FileStream _claim;
    private readonly IReadOnlyList<string> _made;
    private readonly MemoryStream _metrics = new();
    private readonly CheckpointFolder _checkpoints;

    /// <summary>Whether an earlier run's pictures or checkpoints may be there.</summary>
    private bool _hasRemains;

    private RunFolder(string path, FileStream claim, IReadOnlyList<string> made, CheckpointFolder? checkpoints = null)
    {
        (Path, _claim, _made) = (path, claim, made);
        _checkpoints = checkpoints ?? new CheckpointFolder(path);
        _hasRemains = checkpoints is null;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Where the weights are.</summary>
    public string WeightsPath => System.IO.Path.Combine(Path, WeightsName);

    /// <summary>Where the weights of the epoch with the best validation are, if there is validation.</summary>
    public string BestWeightsPath => System.IO.Path.Combine(Path, BestWeightsName);

    /// <summary>Where the metrics are, a JSON object per line and epoch.</summary>
    public string MetricsPath => System.IO.Path.Combine(Path, MetricsName);

    /// <summary>The metrics so far, as they are in their file.</summary>
    public ReadOnlySpan<byte> Metrics => _metrics.GetBuffer().AsSpan(0, (int)_metrics.Length);

    /// <summary>Takes the folder of a run that goes on; the metrics are those up to its checkpoint.</summary>
    /// <exception cref="DataFileException">It cannot be written, or another run is using it.</exception>
    public static RunFolder GoOn(Resumption resumed)
    {
        try
        {
            var folder = new RunFolder(resumed.Folder, Claim(resumed.Folder, FileMode.OpenOrCreate), [], resumed.Checkpoints);
            folder._metrics.Write(RunNotes.Metrics(resumed.Checkpoint));
            folder.RemoveHalfFiles();
            return folder;
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw new DataFileException(resumed.Folder, $"the folder cannot be written: {Describe(exception)}", exception);
        }
    }

    /// <summary>Makes a folder or takes one that is there. Files of an earlier run in it are replaced when there are new ones.</summary>
    /// <exception cref="DataFileException">It cannot be made or written.</exception>
    public static RunFolder Open(string path)
    {
        var made = new List<string>();
        try
        {
            Make(path, made);
            foreach (string name in (string[])[WeightsName, BestWeightsName, RecipeName, MetricsName])
            {
                if (Directory.Exists(System.IO.Path.Combine(path, name)))
                {
                    throw new DataFileException(System.IO.Path.Combine(path, name), "is a folder, so no file of that name can be written; name another folder with --out");
                }
            }

            var folder = new RunFolder(path, Claim(path, FileMode.OpenOrCreate), made);
            folder.RemoveHalfFiles();
            return folder;
        }
        catch (Exception exception)
        {
            Unmake(made);
            if (FileProblem.IsOne(exception))
            {
                throw Unwritable(path, exception);
            }

            throw;
        }
    }

    /// <summary>Makes a folder of its own for a run, named after the time, even if another run begins at the same moment.</summary>
    /// <param name="parent">Where it is made.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="DataFileException">It cannot be made or written.</exception>
    public static RunFolder Create(string parent, DateTime time)
    {
        string name = time.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(parent, number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}"));
            if (System.IO.Path.Exists(path))
            {
                continue;
            }

            var made = new List<string>();
            try
            {
                Make(path, made);
                return new RunFolder(path, Claim(path, FileMode.CreateNew), made);
            }
            catch (Exception exception) when (FileProblem.IsOne(exception))
            {
                Unmake(made);
                if (exception is IOException && number < MostRunsPerSecond)
                {
                    continue; // another run was faster
                }

                throw Unwritable(path, exception);
            }
        }
    }

    /// <summary>Writes the weights. An earlier run's pictures and checkpoints in the folder, which are of others, are removed with the first.</summary>
    /// <exception cref="DataFileException">They cannot be written.</exception>
    public void SaveWeights(Network network)
    {
        network.Save(WeightsPath);
        if (_hasRemains)
        {
            _checkpoints.Clear();
            FileProblem.Ignore(() => File.Delete(BestWeightsPath));
            RemovePictures();
        }
    }

    /// <summary>Writes the recipe that is used.</summary>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public void SaveRecipe(TrainingOptions options) =>
        AtomicFile.Write(System.IO.Path.Combine(Path, RecipeName), System.Text.Encoding.UTF8.GetBytes(Recipe.ToJson(options)));

    /// <summary>Writes the weights of an epoch whose validation is the best so far.</summary>
    /// <exception cref="DataFileException">They cannot be written.</exception>
    public void SaveBestWeights(Network network) => network.Save(BestWeightsPath);

    /// <summary>Writes a checkpoint, and keeps the one before.</summary>
    /// <exception cref="DataFileException">It cannot be written; the one before is still there.</exception>
    public void SaveCheckpoint(Checkpoint checkpoint)
    {
        _checkpoints.Save(checkpoint);
        RemovePictures();
    }

    /// <summary>Adds a line to the metrics.</summary>
    /// <param name="line">A JSON object in UTF-8, without the end of the line.</param>
    /// <exception cref="DataFileException">They cannot be written.</exception>
    public void AddMetrics(ReadOnlySpan<byte> line)
    {
        _metrics.Write(line);
        _metrics.WriteByte((byte)'\n');
        AtomicFile.Write(MetricsPath, Metrics);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FileProblem.Ignore(_claim.Dispose);
        Unmake(_made);
        _metrics.Dispose();
    }

    /// <summary>Removes an earlier run's pictures, which show other weights, with this one's first file.</summary>
    private void RemovePictures()
    {
        if (!_hasRemains)
        {
            return;
        }

        _hasRemains = false;
        foreach (string name in PictureSupport.All)
        {
            FileProblem.Ignore(() => File.Delete(System.IO.Path.Combine(Path, name)));
        }
    }

    /// <summary>Removes files that a killed run was writing; nobody else writes here while the folder is claimed.</summary>
    private void RemoveHalfFiles() => FileProblem.Ignore(() =>
    {
        foreach (string name in (string[])[WeightsName, BestWeightsName, RecipeName, MetricsName, CheckpointFolder.NewestName])
        {
            foreach (string half in Directory.GetFiles(Path, $".{name}.*.tmp"))
            {
                FileProblem.Ignore(() => File.Delete(half));
            }
        }
    });

    private static string Describe(Exception exception) =>
        exception is IOException && IsClaimed(exception) ? "another run is using it" : FileProblem.Describe(exception);

    /// <summary>Whether a file is locked: EAGAIN on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsClaimed(Exception exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static DataFileException Unwritable(string path, Exception exception) =>
        new(path, $"the folder cannot be written: {Describe(exception)}; name another one with --out", exception);

    /// <summary>A file that marks the folder as taken while the run lasts, and shows that files can be written.</summary>
    private static FileStream Claim(string folder, FileMode mode) => new(
        System.IO.Path.Combine(folder, ClaimName), mode, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    /// <summary>Makes a folder and those above it, and notes which were made, the innermost first.</summary>
    private static void Make(string path, List<string> made)
    {
        string? folder = System.IO.Path.GetFullPath(path);
        while (folder is not null && !System.IO.Path.Exists(folder))
        {
            made.Add(folder);
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        if (File.Exists(folder))
        {
            throw new DataFileException(path, $"the folder cannot be made, as {folder} is a file; name another one with --out");
        }

        Directory.CreateDirectory(path);
    }

    /// <summary>Removes the folders made, as far as they are empty.</summary>
    private static void Unmake(IReadOnlyList<string> made)
    {
        foreach (string folder in made)
        {
            FileProblem.Ignore(() => Directory.Delete(folder, recursive: false));
        }
    }
}
