using LeNet.Runtime;
using LeNet.Samples;
using LeNet.Web.Tests;

[assembly: AssemblyFixture(typeof(TrainedNetwork))]

namespace LeNet.Web.Tests;

/// <summary>The program's network, which has learned the synthetic digits for some seconds: enough to read plain ones.</summary>
public sealed class TrainedNetwork
{
    private readonly Lazy<Network> _network = new(Train);
    private readonly Lazy<Dataset> _digits = new(() => SyntheticDigits.Test(seed: 1));

    /// <summary>The network. Nobody may change its parameters.</summary>
    public Network Network => _network.Value;

    /// <summary>Digits that it has not seen.</summary>
    public Dataset Digits => _digits.Value;

    private static Network Train()
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(1);
        using var trainer = new Trainer(network, new TrainingOptions { Epochs = 1 });
        trainer.Train(SyntheticDigits.Training(seed: 1), null, TestContext.Current.CancellationToken);
        return network;
    }
}
