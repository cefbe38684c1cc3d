using LeNet.Exports.Cases;
using LeNet.Runtime;
using LeNet.Testing;

const int Images = 4;

if (args is not [string folder])
{
    Console.Error.WriteLine("usage: FOLDER");
    return 2;
}

foreach (string name in ExportedNetworks.Names)
{
    Network network = ExportedNetworks.Create(name);
    var exported = new ExportCase(network, SyntheticData.Noise(network.Description, Images, seed: 18));
    exported.WriteC(Path.Combine(folder, "predict", name));
    exported.WriteJavaScript(Path.Combine(folder, "predict", name));
    if (TrainingCase.IsPossible(network))
    {
        var trained = new ExportCase(network, SyntheticData.Noise(network.Description, TrainingPlan.Default.Samples, seed: 19), TrainingPlan.Default);
        trained.WriteC(Path.Combine(folder, "train", name));
    }
}

return 0;
