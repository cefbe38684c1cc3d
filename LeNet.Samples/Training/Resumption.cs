using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Training;

/// <summary>A run that was broken off and is to go on.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Checkpoints">The folder's checkpoints.</param>
/// <param name="Checkpoint">Where it goes on.</param>
/// <param name="Notes">What the run wrote into it.</param>
internal sealed record Resumption(string Folder, CheckpointFolder Checkpoints, Checkpoint Checkpoint, RunNotes Notes)
{
    /// <summary>Reads the newest checkpoint of a run that is whole.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="warn">Told, in one line, if it is not the newest.</param>
    /// <exception cref="DataFileException">There is none.</exception>
    public static Resumption Of(string folder, Action<string> warn)
    {
        var checkpoints = new CheckpointFolder(folder);
        Checkpoint checkpoint = checkpoints.Load(out string? warning);
        if (warning is not null)
        {
            warn(warning);
        }

        return new Resumption(folder, checkpoints, checkpoint, RunNotes.Of(checkpoint, folder));
    }

    /// <summary>The data set that the run goes on with: that of the command line, if it names one, else where it was.</summary>
    /// <param name="given">What the command line asks for.</param>
    /// <param name="isNamed">Whether it names the data set.</param>
    /// <exception cref="UsageException">It names another one.</exception>
    public DataChoice Data(DataChoice given, bool isNamed)
    {
        string name = given.Name;
        if (isNamed)
        {
            Require("--dataset", name, Notes.Dataset);
        }

        string? folder = given.Folder ?? (Path.Exists(Notes.DataFolder) ? Notes.DataFolder : null);
        return DataChoice.Of(Notes.Dataset, Notes.Dataset == DataChoice.SyntheticName ? given.Folder : folder);
    }

    /// <summary>Refuses an option that is not what the run has.</summary>
    /// <param name="option">The option.</param>
    /// <param name="given">What the command line gives.</param>
    /// <param name="before">What the run has.</param>
    /// <exception cref="UsageException">They differ.</exception>
    public void Require<T>(string option, T given, T before)
    {
        if (!EqualityComparer<T>.Default.Equals(given, before))
        {
            throw new UsageException(FormattableString.Invariant(
                $"{option} {given} contradicts the run in {Folder}, which {(before is null ? $"began without {option}" : $"began with {option} {before}")}; leave it out, or begin a new run"));
        }
    }
}
