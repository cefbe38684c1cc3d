using System.CommandLine;
using LeNet.Samples.Training;

namespace LeNet.Samples.Parsing;

/// <summary><c>--checkpoint-every STEPS|epoch</c>.</summary>
internal static class CheckpointOption
{
    /// <summary>The option; its value is null if it is not given.</summary>
    /// <param name="defaultValue">What is done if it is not given, for the help.</param>
    public static Option<CheckpointInterval?> Create(string defaultValue = "none") => new("--checkpoint-every")
    {
        Description = $"Write a checkpoint every N updates, or after each epoch, and when the run is interrupted; --resume goes on from there. [default: {defaultValue}]",
        HelpName = "N|epoch",
        CustomParser = result =>
        {
            if (CheckpointInterval.TryParse(result.Tokens[0].Value, out CheckpointInterval interval))
            {
                return interval;
            }

            result.AddError($"--checkpoint-every takes a whole number from 1 to {int.MaxValue}, or {CheckpointInterval.EveryEpoch}, not '{result.Tokens[0].Value}'");
            return null;
        },
    };
}
