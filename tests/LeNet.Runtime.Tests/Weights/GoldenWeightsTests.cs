namespace LeNet.Runtime.Tests.Weights;

/// <summary>Files that PyTorch's world wrote, where the environment variable LENET_GOLDEN names their folder.</summary>
public sealed class GoldenWeightsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("lenet5-init.safetensors")]
    [InlineData("lenet5-after.safetensors")]
    public void State_dict_is_loaded_and_saved_byte_for_byte(string name)
    {
        string golden = Golden(name);
        float[] parameters = new float[TestNetworks.LeNet5.ParameterFloats];

        WeightsFile.Load(golden, TestNetworks.LeNet5, parameters);
        string path = _folder.File("again");
        WeightsFile.Save(path, TestNetworks.LeNet5, parameters);

        Assert.Equal(File.ReadAllBytes(golden), File.ReadAllBytes(path));
    }

    [Fact]
    public void Reference_values_are_readable()
    {
        using SafetensorsFile file = SafetensorsFile.Open(Golden("lenet5-reference.safetensors"));

        long[] labels = file.Read<long>("labels");
        double[] logits = file.Read<double>("logits");
        double loss = Enumerable.Range(0, 64).Average(i =>
        {
            double[] row = logits[(10 * i)..(10 * i + 10)];
            return Math.Log(row.Sum(Math.Exp)) - row[labels[i]];
        });

        Assert.Equal([5, 0, 4, 1, 9], labels[..5]);
        Assert.Equal(loss, file.Read<double>("loss")[0], 1e-12);
        Assert.Equal([64, 1, 32, 32], file.Tensors["input"].Shape);
        Assert.Equal(-0.1307f / 0.3081f, file.Read<float>("input")[0], 1e-6f);
    }

    private static string Golden(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("LENET_GOLDEN");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "LENET_GOLDEN names no folder with golden vectors.");
        return Path.Combine(folder!, name);
    }
}
