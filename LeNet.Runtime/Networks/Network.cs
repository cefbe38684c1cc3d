using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>A network whose arithmetic LeNet.Generator emitted from an architecture file.</summary>
/// <remarks>
/// Predictions may run on several threads at once, but not while the parameters change: while it is trained, loaded or initialised.
/// </remarks>
public abstract partial class Network
{
    private readonly AlignedBuffer _parameters;
    private Workspace? _idleWorkspace;
    private int _vectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Allocates the parameters.</summary>
    protected Network()
    {
        _parameters = new AlignedBuffer(Description.ParameterFloats);
    }

    /// <summary>What the network is made of.</summary>
    public abstract NetworkDescription Description { get; }

    /// <summary>
    /// Bits of the vectors to compute with: 512, 256 or 128; by default the widest that this processor has.
    /// The results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public int VectorBits
    {
        get => _vectorBits;
        set => _vectorBits = value is 128 or 256 or 512
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Vectors have 128, 256 or 512 bits.");
    }

    /// <summary>All parameters; <see cref="NetworkDescription.Parameters"/> says where each tensor lies.</summary>
    internal Span<float> Parameters => _parameters.Span;

    /// <summary>Sets every parameter as PyTorch does by default: uniform in ±1/√fan-in, from the seed alone.</summary>
    public void Initialize(ulong seed) => InitialWeights.Fill(Description, Parameters, seed);

    /// <summary>A parameter tensor by its name in PyTorch's state dict, row-major in PyTorch's shape. It may be written to.</summary>
    /// <exception cref="ArgumentException">The network has no such tensor.</exception>
    public Span<float> Parameter(string name)
    {
        foreach (ParameterDescription parameter in Description.Parameters)
        {
            if (parameter.Name == name)
            {
                return Parameters.Slice(parameter.Offset, parameter.Count);
            }
        }

        throw new ArgumentException($"{Description.Name} has no parameter '{name}'; it has {string.Join(", ", Description.Parameters.Select(parameter => parameter.Name))}.", nameof(name));
    }

    /// <summary>Replaces all parameters by those of a safetensors file with PyTorch's names and shapes.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or does not fit the network. The parameters are as they were.</exception>
    public void Load(string path) => WeightsFile.Load(path, Description, Parameters);

    /// <summary>Writes all parameters to a safetensors file that PyTorch loads as it is.</summary>
    /// <exception cref="DataFileException">The file cannot be written. What was there before is still there.</exception>
    public void Save(string path) => WeightsFile.Save(path, Description, Parameters);

    /// <summary>SHA-256 of the safetensors file that <see cref="Save"/> would write, in lower-case hexadecimal.</summary>
    public string ComputeHash() => WeightsFile.ComputeHash(Description, Parameters);

    /// <summary>The most probable class of one raw image. Allocates nothing after the first call.</summary>
    /// <param name="image">The image's bytes: channel, row, column; <see cref="NetworkDescription.ImageBytes"/> of them.</param>
    /// <param name="probabilities">Gets the probability of every class; they sum to 1.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities) => Predict(image, probabilities, default);

    /// <summary>The most probable class of one raw image, with the logits too. Allocates nothing after the first call.</summary>
    /// <param name="image">The image's bytes: channel, row, column; <see cref="NetworkDescription.ImageBytes"/> of them.</param>
    /// <param name="probabilities">Gets the probability of every class; they sum to 1.</param>
    /// <param name="logits">Gets the logit of every class; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities, Span<float> logits)
    {
        int classes = Description.Classes;
        if (image.Length != Description.ImageBytes)
        {
            throw new ArgumentException($"An image has {Description.ImageBytes} bytes, not {image.Length}.", nameof(image));
        }

        if (probabilities.Length != classes)
        {
            throw new ArgumentException($"There are {classes} classes, not {probabilities.Length}.", nameof(probabilities));
        }

        if (logits.Length != classes && !logits.IsEmpty)
        {
            throw new ArgumentException($"There are {classes} logits, not {logits.Length}.", nameof(logits));
        }

        // A second thread that predicts at the same time finds none idle and makes its own.
        Workspace workspace = Interlocked.Exchange(ref _idleWorkspace, null) ?? new Workspace(Memory);
        Span<float> record = workspace.Record;
        LoadTile(image, [0], workspace.Scratch);
        Forward(Parameters, workspace.Scratch, record);
        Loss(record, []);
        int best = TileResults.Predicted(record, Memory, classes, sample: 0);
        for (int k = 0; k < classes; k++)
        {
            probabilities[k] = record[Memory.Probabilities + (k * LaneMath.Lanes)];
            if (!logits.IsEmpty)
            {
                logits[k] = record[Memory.Logits + (k * LaneMath.Lanes)];
            }
        }

        _idleWorkspace = workspace;
        return best;
    }

    /// <summary>Loss, accuracy and confusion over a data set.</summary>
    /// <param name="dataset">Images of the size that the network takes.</param>
    /// <param name="threads">Threads to compute on, the caller's included; 0 for as many as help.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <exception cref="DataFileException">The images or labels do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Evaluate(Dataset dataset, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using BatchEngine engine = new(this, BatchEngine.UsefulThreads(threads, dataset.Count), trains: false);
        return engine.Evaluate(dataset, cancellationToken);
    }

    /// <summary>Memory for one prediction.</summary>
    private sealed class Workspace(NetworkMemory memory)
    {
        private readonly AlignedBuffer _scratch = new(memory.ScratchFloats);
        private readonly AlignedBuffer _record = new(memory.RecordFloats);

        public Span<float> Scratch => _scratch.Span;

        public Span<float> Record => _record.Span;
    }
}
