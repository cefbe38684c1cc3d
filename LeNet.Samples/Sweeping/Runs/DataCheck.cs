using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>Checks that all runs can be made with a data set.</summary>
internal static class DataCheck
{
    /// <exception cref="DataFileException">Images or labels do not fit a network.</exception>
    /// <exception cref="UsageException">Validation leaves nothing of the training set.</exception>
    public static void Require(IReadOnlyList<RunRequest> requests, Data.SharedData data)
    {
        Dataset training = data.LoadTraining();
        foreach (RunRequest request in requests.DistinctBy(request => (request.Common.Network, request.Training.Options.Validation, request.Training.Options.Fold?.Count)))
        {
            Network network = request.CreateNetwork();
            training.Require(network.Description);
            data.LoadTest().Require(network.Description);
            using var trainer = new Trainer(network, request.Training.Options);
            try
            {
                trainer.ValidationCount(training.Count);
            }
            catch (ArgumentException exception)
            {
                throw new UsageException($"{(request.Training.Options.Fold is null ? "--validation" : "--folds")}: {Text.OfArgument(exception)}; give another count or share");
            }
        }
    }
}
