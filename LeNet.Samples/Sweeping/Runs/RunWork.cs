using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>What runs cost, in multiply-adds of training, for telling how far a sweep is.</summary>
internal sealed class RunWork
{
    private readonly IReadOnlyList<RunRequest> _requests;
    private readonly double[] _perSample;
    private readonly double[] _samples;

    /// <param name="requests">The runs.</param>
    /// <param name="training">The training set, of which some is kept for validation.</param>
    public RunWork(IReadOnlyList<RunRequest> requests, Dataset training)
    {
        _requests = requests;
        var costs = new Dictionary<string, double>();
        _perSample = [.. requests.Select(request => costs.TryGetValue(request.Common.Network ?? "", out double cost) ? cost : costs[request.Common.Network ?? ""] = Cost(request.CreateNetwork().Description))];
        _samples = [.. requests.Select(request => training.Count - Kept(request.Training.Options, training.Count))];
    }

    /// <summary>A batch of a run.</summary>
    public double Of(int run, int samples) => samples * _perSample[run - 1];

    /// <summary>The first epochs of a run.</summary>
    public double OfEpochs(int run, int epochs)
    {
        TrainingOptions options = _requests[run - 1].Training.Options;
        double samples = Math.Min(epochs, options.Epochs) * _samples[run - 1];
        return _perSample[run - 1] * Math.Min(samples, (options.MaxSteps ?? double.PositiveInfinity) * options.BatchSize);
    }

    private static double Cost(NetworkDescription network) => network.ForwardMultiplyAdds + network.BackwardMultiplyAdds;

    private static double Kept(TrainingOptions options, int samples) =>
        options.Fold is { } fold ? (double)samples / fold.Count : options.Validation < 1 ? options.Validation * samples : options.Validation;
}
