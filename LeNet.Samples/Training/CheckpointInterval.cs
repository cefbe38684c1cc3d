using System.Globalization;

namespace LeNet.Samples.Training;

/// <summary>When checkpoints are written.</summary>
/// <param name="Steps">Updates from one to the next, or null for one after each epoch.</param>
internal readonly record struct CheckpointInterval(int? Steps)
{
    /// <summary>After each epoch, on the command line.</summary>
    public const string EveryEpoch = "epoch";

    /// <summary>Reads it as the command line has it.</summary>
    public static bool TryParse(string text, out CheckpointInterval interval)
    {
        interval = default;
        if (text == EveryEpoch)
        {
            return true;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) || steps < 1)
        {
            return false;
        }

        interval = new CheckpointInterval(steps);
        return true;
    }

    /// <summary>As on the command line.</summary>
    public override string ToString() => Steps?.ToString(CultureInfo.InvariantCulture) ?? EveryEpoch;
}
