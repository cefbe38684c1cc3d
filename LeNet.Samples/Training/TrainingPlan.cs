using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Training;

/// <summary>A training run that is about to begin.</summary>
/// <param name="Network">The network.</param>
/// <param name="Settings">What is to be done.</param>
/// <param name="Data">Where the images are from.</param>
/// <param name="TrainingImages">Images to train on.</param>
/// <param name="ValidationImages">Images kept from training for validation.</param>
/// <param name="TestImages">Images to test on.</param>
/// <param name="Threads">Threads in use.</param>
/// <param name="VectorBits">Width of the vectors computed with.</param>
/// <param name="RunFolder">Where the weights and metrics go.</param>
internal sealed record TrainingPlan(
    NetworkDescription Network,
    TrainingSettings Settings,
    DataSource Data,
    int TrainingImages,
    int ValidationImages,
    int TestImages,
    int Threads,
    int VectorBits,
    string RunFolder);

/// <summary>A training run that is done.</summary>
/// <param name="Steps">Updates made.</param>
/// <param name="TrainingTime">Time spent in updates alone.</param>
/// <param name="WeightsPath">The safetensors file.</param>
/// <param name="WeightsHash">Its SHA-256, in lower-case hexadecimal.</param>
/// <param name="Pictures">The names of the pictures beside it.</param>
/// <param name="PictureProblem">Why there are none, if that is no wish.</param>
internal sealed record TrainingResult(
    long Steps, TimeSpan TrainingTime, string WeightsPath, string WeightsHash, IReadOnlyList<string> Pictures, string? PictureProblem = null)
{
    /// <summary>The best epoch by validation and its weights, or null without validation.</summary>
    public (int Epoch, Evaluation Validation, Evaluation? Test, string Path)? Best { get; init; }

    /// <summary>The epoch that validation ended the training after, or null.</summary>
    public int? StoppedEarlyAfter { get; init; }

    /// <summary>Whether it rests after the epoch that it was to rest after, and has more to do.</summary>
    public bool IsPaused { get; init; }

    /// <summary>What the user may do about the result, or null.</summary>
    public string? Advice { get; init; }
}
