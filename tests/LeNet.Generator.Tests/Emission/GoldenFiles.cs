using LeNet.Runtime;

namespace LeNet.Generator.Tests.Emission;

/// <summary>The results of libtorch for a network, and the images they are of. Skips the test where they are not at hand.</summary>
internal sealed class GoldenFiles : IDisposable
{
    public GoldenFiles(string name)
    {
        string golden = Folder("LENET_GOLDEN");
        string data = Folder("LENET_DATA");
        InitialWeights = Path.Combine(golden, name + "-init.safetensors");
        Reference = SafetensorsFile.Open(Path.Combine(golden, name + "-reference.safetensors"));
        After = SafetensorsFile.Open(Path.Combine(golden, name + "-after.safetensors"));
        Images = Dataset.Load(PackedOrNot(data, "train-images-idx3-ubyte"), PackedOrNot(data, "train-labels-idx1-ubyte"));
    }

    public string InitialWeights { get; }

    public SafetensorsFile Reference { get; }

    public SafetensorsFile After { get; }

    public Dataset Images { get; }

    public void Dispose()
    {
        Reference.Dispose();
        After.Dispose();
    }

    private static string Folder(string variable)
    {
        string? folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{variable} is not set.");
        return folder!;
    }

    private static string PackedOrNot(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : Path.Combine(folder, name + ".gz");
}
