namespace LeNet.Runtime;

/// <summary>A network whose arithmetic LeNet.Generator emitted from an architecture file.</summary>
public abstract partial class Network
{
    /// <summary>What the network is made of.</summary>
    public NetworkDescription Description { get; } = null!;

    /// <summary>Sets every parameter as PyTorch does by default: uniform in ±1/√fan-in, from the seed alone.</summary>
    public void Initialize(ulong seed) => throw new NotImplementedException();

    /// <summary>A parameter tensor by its name in PyTorch's state dict, row-major in PyTorch's shape.</summary>
    public Span<float> Parameter(string name) => throw new NotImplementedException();

    /// <summary>Replaces all parameters by those of a safetensors file.</summary>
    public void Load(string path) => throw new NotImplementedException();

    /// <summary>Writes all parameters to a safetensors file that PyTorch loads as it is.</summary>
    public void Save(string path) => throw new NotImplementedException();

    /// <summary>SHA-256 of the safetensors file that <see cref="Save"/> would write, in lower-case hexadecimal.</summary>
    public string ComputeHash() => throw new NotImplementedException();

    /// <summary>The most probable class of one raw image. Allocates nothing.</summary>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities) => throw new NotImplementedException();

    /// <summary>The most probable class of one raw image, with the logits too. Allocates nothing.</summary>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities, Span<float> logits) => throw new NotImplementedException();

    /// <summary>Loss, accuracy and confusion over a data set.</summary>
    public Evaluation Evaluate(Dataset dataset, int threads = 0, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
