using LeNet.Runtime;

namespace LeNet.Samples.Training;

/// <summary>What a training run is to do.</summary>
/// <param name="Options">How to train. Its seed fixes the initial weights too.</param>
/// <param name="Output">The run's folder, or null for a new one.</param>
/// <param name="InitialWeights">A safetensors file to begin with, or null for weights from the seed.</param>
/// <param name="Pictures">Who draws the run's pictures, or null for none.</param>
/// <param name="Checkpoints">When checkpoints are written, or null for none.</param>
/// <param name="Resumed">The run that is to go on, or null for a new one.</param>
internal sealed record TrainingSettings(
    TrainingOptions Options,
    string? Output,
    string? InitialWeights,
    IPictures? Pictures = null,
    CheckpointInterval? Checkpoints = null,
    Resumption? Resumed = null)
{
    /// <summary>The recipe's name or file, or null for the default.</summary>
    public string? RecipeSource { get; init; }

    /// <summary>The epoch after which the run rests, to be resumed from its checkpoint, if it has more of them; or null. Needs <paramref name="Checkpoints"/>.</summary>
    public int? PauseAfter { get; init; }
}
