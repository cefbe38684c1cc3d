using System.Text;
using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Training;

/// <summary>What a run writes into its checkpoints, beside what the trainer needs.</summary>
/// <param name="Dataset">The data set's name on the command line.</param>
/// <param name="DataFolder">The folder that it was in, or null.</param>
/// <param name="Interval">When checkpoints are written.</param>
/// <param name="Draws">Whether pictures are drawn in the end.</param>
/// <param name="InitialWeights">The weights that it began with, or null for those from the seed.</param>
internal sealed record RunNotes(string Dataset, string? DataFolder, CheckpointInterval Interval, bool Draws, string? InitialWeights)
{
    private const string DatasetKey = "dataset";
    private const string FolderKey = "data";
    private const string IntervalKey = "checkpoint_every";
    private const string DrawsKey = "pictures";
    private const string InitKey = "init";
    private const string MetricsKey = "metrics";

    /// <summary>The notes of a checkpoint.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="folder">Where it was found, for messages.</param>
    /// <exception cref="DataFileException">It was not made by this program.</exception>
    public static RunNotes Of(Checkpoint checkpoint, string folder)
    {
        IReadOnlyDictionary<string, string> notes = checkpoint.Notes;
        return notes.TryGetValue(DatasetKey, out string? dataset) && DataChoice.Names.Contains(dataset)
            && notes.TryGetValue(IntervalKey, out string? every) && CheckpointInterval.TryParse(every, out CheckpointInterval interval)
            && notes.ContainsKey(MetricsKey)
            ? new RunNotes(dataset, notes.GetValueOrDefault(FolderKey), interval, notes.ContainsKey(DrawsKey), notes.GetValueOrDefault(InitKey))
            : throw new DataFileException(folder, "holds a checkpoint that the command train did not write");
    }

    /// <summary>The metrics up to a checkpoint, as they are in their file.</summary>
    public static byte[] Metrics(Checkpoint checkpoint) => Encoding.UTF8.GetBytes(checkpoint.Notes[MetricsKey]);

    /// <summary>The notes for a checkpoint.</summary>
    /// <param name="metrics">The metrics so far, as they are in their file.</param>
    public Dictionary<string, string> With(ReadOnlySpan<byte> metrics)
    {
        var notes = new Dictionary<string, string>
        {
            [DatasetKey] = Dataset,
            [IntervalKey] = Interval.ToString(),
            [MetricsKey] = Encoding.UTF8.GetString(metrics),
        };
        if (DataFolder is not null)
        {
            notes[FolderKey] = Path.GetFullPath(DataFolder);
        }

        if (Draws)
        {
            notes[DrawsKey] = "true";
        }

        if (InitialWeights is not null)
        {
            notes[InitKey] = InitialWeights;
        }

        return notes;
    }
}
