namespace LeNet.Runtime.Tests.Weights;

/// <summary>Files that PyTorch 1.13 wrote, of a network with the weight 1 … 6 and the bias 9, 10, 11; the folder Files has them.</summary>
public sealed class PyTorchFileTests : IDisposable
{
    private static readonly float[] Expected = [0, 1, 2, 3, 4, 5, 6, 0, 0, 9, 10, 11];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("state_dict.pt")]
    [InlineData("protocol4.pt")]
    [InlineData("half.pt")]
    [InlineData("views.pt")] // a transposed view, and a parameter in the same storage
    public void A_state_dict_is_read(string name)
    {
        LoadedWeights loaded = Load(name, out float[] values);

        Assert.Equal(Expected, values);
        Assert.Empty(loaded.Notes);
    }

    [Fact]
    public void Of_a_checkpoint_the_models_state_dict_is_taken_and_said_so()
    {
        LoadedWeights loaded = Load("checkpoint.pt", out float[] values);

        Assert.Equal(Expected, values);
        Assert.Equal(2, loaded.Notes.Count);
        Assert.EndsWith("its state dict is 'model_state_dict' of the checkpoint", loaded.Notes[0], StringComparison.Ordinal);
        Assert.EndsWith("begin with 'module.', which was left out", loaded.Notes[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("module.pt", "holds an object of the class __main__.Tiny, which only its own code can make; save the state dict alone")]
    [InlineData("tensor.pt", "holds one tensor without a name; save the state dict alone")]
    [InlineData("script.pt", "is a TorchScript model; in Python: import torch")]
    [InlineData("legacy.pt", "is a file of PyTorch in the form before 1.6; load and save it once more")]
    public void Others_are_named_with_what_to_do(string name, string problem)
    {
        string message = Assert.Throws<DataFileException>(() => Load(name, out _)).Message;

        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    /// <summary>The pickle that runs a command when Python loads it: here its class is a name and nothing more.</summary>
    [Fact]
    public void Nothing_in_it_is_executed()
    {
        object? read = PickleReader.Read("p", [.. "cposix\nsystem\nX"u8, 4, 0, 0, 0, .. "true"u8, 0x85, (byte)'R', (byte)'.']);

        Assert.Equal(new PickledObject(new PickledName("posix", "system")), read);
    }

    [Theory]
    [InlineData("", "ends within a value at byte 0")]
    [InlineData("4e", "ends within a value at byte 1")]
    [InlineData("49310a2e", "has the operation 0x49 at byte 0, which no state dict needs")]
    [InlineData("2e", "takes a value where there is none")]
    [InlineData("742e", "closes what was not opened")]
    [InlineData("68002e", "recalls value 0, which it has not kept")]
    [InlineData("58ffffffff61", "ends within a value")]
    [InlineData("8dffffffffffffffff61", "ends within a value")]
    [InlineData("4e8552", "takes a value where there is none")]
    [InlineData("4e4e8552", "calls what is no function")]
    [InlineData("7d284e752e", "has a key without a value")]
    [InlineData("4e512e", "names something outside of itself")]
    public void Damaged_pickles_are_errors(string pickle, string problem)
    {
        string message = Assert.Throws<DataFileException>(() => PickleReader.Read("p", Convert.FromHexString(pickle))).Message;

        Assert.StartsWith("p: is damaged, or no file of torch.save: its pickle ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_an_error()
    {
        byte[] whole = File("state_dict.pt");
        for (int length = 4; length < whole.Length; length += 7)
        {
            string path = _folder.Write("cut", whole[..length]);
            Assert.Throws<DataFileException>(() => WeightsFile.Load(path, TestNetworks.TwoTensors, new float[12]));
        }
    }

    private static byte[] File(string name)
    {
        using Stream stream = typeof(PyTorchFileTests).Assembly.GetManifestResourceStream($"weights/{name}")!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private LoadedWeights Load(string name, out float[] values)
    {
        values = new float[12];
        return WeightsFile.Load(_folder.Write(name, File(name)), TestNetworks.TwoTensors, values);
    }
}
