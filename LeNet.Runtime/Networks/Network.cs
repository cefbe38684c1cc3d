using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>A network whose arithmetic LeNet.Generator emitted from an architecture file.</summary>
/// <remarks>
/// All members may be called from several threads at once. What computes with the parameters (<see cref="Predict(ReadOnlySpan{byte}, Span{float})"/>,
/// <see cref="Evaluate"/>, <see cref="LayerOutputs"/>, <see cref="Save"/>, <see cref="ComputeHash"/>, a <see cref="BatchPredictor"/>) sees them as they are
/// between two changes: it waits while an update of a training runs, and an update waits for it. What changes them
/// (<see cref="Initialize"/>, <see cref="SetParameter"/>, <see cref="Load"/>, a <see cref="Trainer"/>) is one thread's affair at a time: while a
/// <see cref="Trainer"/> trains, another thread gets an <see cref="InvalidOperationException"/>; the training's own event handlers may.
/// </remarks>
public abstract partial class Network
{
    private readonly AlignedBuffer _parameters;
    private readonly Lock _preparing = new();
    private readonly ParameterAccess _access;
    private AlignedBuffer? _idleMemory;
    private PreparedParameters? _prepared;
    private int _version;
    private int _vectorBits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Allocates the parameters.</summary>
    protected Network()
    {
        _parameters = new AlignedBuffer(Description.ParameterFloats);
        _access = new ParameterAccess(this);
    }

    /// <summary>What the network is made of.</summary>
    public abstract NetworkDescription Description { get; }

    /// <summary>
    /// Bits of the vectors to compute with: 512, 256 or 128; by default the widest that this processor has.
    /// The results do not depend on it. Setting it waits for what is being computed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    /// <exception cref="InvalidOperationException">Another thread trains the network.</exception>
    public int VectorBits
    {
        get => _vectorBits;
        set
        {
            if (value is not (128 or 256 or 512))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Vectors have 128, 256 or 512 bits.");
            }

            using ParameterAccess.Changing change = _access.Change();
            _vectorBits = value;
        }
    }

    /// <summary>Grows with every change of the parameters.</summary>
    internal int Version => _version;

    /// <summary>Who reads the parameters and who changes them.</summary>
    internal ParameterAccess Access => _access;

    /// <summary>All parameters; <see cref="NetworkDescription.Parameters"/> says where each tensor lies. Who writes to them calls <see cref="ParametersChanged"/>.</summary>
    internal Span<float> Parameters => _parameters.Span;

    /// <summary>Has the next prediction read the parameters anew. They are not calibrated any longer.</summary>
    internal void ParametersChanged()
    {
        _version++;
        _temperature = 1;
    }

    /// <summary>Sets every parameter as PyTorch does by default: uniform in ±1/√fan-in, from the seed alone.</summary>
    /// <exception cref="InvalidOperationException">Another thread trains the network or changes it otherwise.</exception>
    public void Initialize(ulong seed)
    {
        using ParameterAccess.Changing change = _access.Change();
        InitialWeights.Fill(Description, Parameters, seed);
        ParametersChanged();
    }

    /// <summary>
    /// A parameter tensor by its name in PyTorch's state dict, row-major in PyTorch's shape. It is the network's own memory and changes with it:
    /// who needs a state of a training that another thread runs takes it from <see cref="Save"/> or in one of the training's event handlers.
    /// </summary>
    /// <exception cref="ArgumentException">The network has no such tensor.</exception>
    public ReadOnlySpan<float> Parameter(string name)
    {
        ParameterDescription description = Describe(name);
        return Parameters.Slice(description.Offset, description.Count);
    }

    /// <summary>Replaces a parameter tensor.</summary>
    /// <param name="name">Its name in PyTorch's state dict.</param>
    /// <param name="values">Its values, row-major in PyTorch's shape; those of channels that are not connected become 0.</param>
    /// <exception cref="ArgumentException">The network has no such tensor, or it has another number of values.</exception>
    /// <exception cref="InvalidOperationException">Another thread trains the network or changes it otherwise.</exception>
    public void SetParameter(string name, ReadOnlySpan<float> values)
    {
        ParameterDescription description = Describe(name);
        Span<float> parameter = Parameters.Slice(description.Offset, description.Count);
        if (values.Length != parameter.Length)
        {
            throw new ArgumentException($"{name} has {parameter.Length} values, not {values.Length}.", nameof(values));
        }

        using ParameterAccess.Changing change = _access.Change();
        values.CopyTo(parameter);
        description.ClearUnconnected(parameter);
        ParametersChanged();
    }

    private ParameterDescription Describe(string name)
    {
        foreach (ParameterDescription parameter in Description.Parameters)
        {
            if (parameter.Name == name)
            {
                return parameter;
            }
        }

        throw new ArgumentException($"{Description.Name} has no parameter '{name}'; it has {string.Join(", ", Description.Parameters.Select(parameter => parameter.Name))}.", nameof(name));
    }

    /// <summary>
    /// Replaces all parameters by those of a safetensors file, or of a state dict that <c>torch.save</c> wrote (.pt, .pth: its tensors are read, nothing
    /// in it is executed), with PyTorch's names and shapes. Numbers of any width are converted.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="matching">How its tensors are told which parameters they are.</param>
    /// <returns>What there is to say about it.</returns>
    /// <exception cref="DataFileException">
    /// The file cannot be read, does not fit the network, or holds a value that is infinite or not a number. The parameters are as they were.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread trains the network or changes it otherwise.</exception>
    public LoadedWeights Load(string path, TensorMatching matching = TensorMatching.ByName)
    {
        using ParameterAccess.Changing change = _access.Change();
        LoadedWeights loaded = WeightsFile.Load(path, Description, Parameters, matching);
        ParametersChanged();
        _temperature = loaded.Temperature;
        return loaded;
    }

    /// <summary>Writes all parameters to a safetensors file that PyTorch loads as it is.</summary>
    /// <exception cref="DataFileException">The file cannot be written. What was there before is still there.</exception>
    public void Save(string path)
    {
        using ParameterAccess.Reading reading = _access.Read();
        WeightsFile.Save(path, Description, Parameters, _temperature);
    }

    /// <summary>SHA-256 of the safetensors file that <see cref="Save"/> would write, in lower-case hexadecimal.</summary>
    public string ComputeHash()
    {
        using ParameterAccess.Reading reading = _access.Read();
        return WeightsFile.ComputeHash(Description, Parameters, _temperature);
    }

    /// <summary>The most probable class of one raw image. Allocates nothing after the first call.</summary>
    /// <param name="image">The image's bytes: channel, row, column; <see cref="NetworkDescription.ImageBytes"/> of them.</param>
    /// <param name="probabilities">Gets the probability of every class; they sum to 1.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="NotFiniteNumberException">The logits are no numbers or infinite: the parameters are, or are too large. There is no class then.</exception>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities) => Predict(image, probabilities, default);

    /// <summary>The most probable class of one raw image, with the logits too. Allocates nothing after the first call.</summary>
    /// <param name="image">The image's bytes: channel, row, column; <see cref="NetworkDescription.ImageBytes"/> of them.</param>
    /// <param name="probabilities">Gets the probability of every class; they sum to 1.</param>
    /// <param name="logits">Gets the logit of every class; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="NotFiniteNumberException">The logits are no numbers or infinite: the parameters are, or are too large. There is no class then.</exception>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities, Span<float> logits)
    {
        int classes = Description.Classes;
        Require(image);

        if (probabilities.Length != classes)
        {
            throw new ArgumentException($"There are {classes} classes, not {probabilities.Length}.", nameof(probabilities));
        }

        if (logits.Length != classes && !logits.IsEmpty)
        {
            throw new ArgumentException($"There are {classes} logits, not {logits.Length}.", nameof(logits));
        }

        using ParameterAccess.Reading reading = _access.Read();

        // A second thread that predicts at the same time finds none idle and makes its own.
        OneImageMemory plan = OneImage;
        AlignedBuffer? memory = Interlocked.Exchange(ref _idleMemory, null);
        if (memory is null || memory.Span.Length != plan.MemoryFloats)
        {
            memory = new AlignedBuffer(plan.MemoryFloats);
        }

        ReadOnlySpan<float> prepared = Prepared(plan);
        LoadOneImage(image, memory.Span);
        ForwardOneImage(Parameters, prepared, memory.Span);
        ReadOnlySpan<float> result = memory.Span.Slice(plan.Logits, classes);
        int best = Softmax.Compute(result, probabilities, _temperature);
        if (!logits.IsEmpty)
        {
            result.CopyTo(logits);
        }

        _idleMemory = memory;

        // One logit that is no number, or an infinite largest one, makes all probabilities no numbers.
        return float.IsNaN(probabilities[best]) ? throw NoProbabilities(Description) : best;
    }

    /// <summary>What every layer makes of one raw image, for looking at: the network's input first, then the layers in order. Allocates all that it returns.</summary>
    /// <param name="image">The image's bytes: channel, row, column; <see cref="NetworkDescription.ImageBytes"/> of them.</param>
    /// <exception cref="ArgumentException">The image has the wrong length.</exception>
    public IReadOnlyList<LayerOutput> LayerOutputs(ReadOnlySpan<byte> image)
    {
        Require(image);
        using ParameterAccess.Reading reading = _access.Read();
        return Runtime.LayerOutputs.Of(this, image);
    }

    /// <summary>Loss, accuracy and confusion over a data set. A training of the network waits for its end.</summary>
    /// <param name="dataset">Images of the size that the network takes.</param>
    /// <param name="threads">Threads to compute on, the caller's included, at most 1024; 0 for as many as help.</param>
    /// <param name="cancellationToken">Ends the evaluation early.</param>
    /// <exception cref="DataFileException">The images or labels, which are from files, do not fit the network.</exception>
    /// <exception cref="ArgumentException">The images or labels, which are from memory, do not fit the network; or the number of threads is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Evaluate(Dataset dataset, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using BatchEngine engine = new(this, ThreadCount.Useful(Description, threads, Math.Min(dataset.Count, BatchEngine.WaveSamples), trains: false), trains: false);
        return engine.Evaluate(dataset, cancellationToken);
    }

    /// <summary>There is no most probable class.</summary>
    internal static NotFiniteNumberException NoProbabilities(NetworkDescription network) =>
        new($"{network.Name}'s probabilities are not numbers: its parameters are too large, infinite or not numbers themselves; load or train others");

    private void Require(ReadOnlySpan<byte> image)
    {
        if (image.Length != Description.ImageBytes)
        {
            throw new ArgumentException($"An image has {Description.ImageBytes} bytes, not {image.Length}.", nameof(image));
        }
    }

    /// <summary>The parameters in the order in which a single image reads them, made anew after a change.</summary>
    private ReadOnlySpan<float> Prepared(OneImageMemory plan)
    {
        PreparedParameters? prepared = Volatile.Read(ref _prepared);
        if (prepared is null || Volatile.Read(ref prepared.Version) != _version || prepared.VectorBits != VectorBits)
        {
            lock (_preparing)
            {
                if (_prepared is null || _prepared.VectorBits != VectorBits)
                {
                    _prepared = new PreparedParameters(plan.PreparedFloats, VectorBits);
                }

                prepared = _prepared;
                if (prepared.Version != _version)
                {
                    PrepareOneImage(Parameters, prepared.Values);
                    Volatile.Write(ref prepared.Version, _version);
                }
            }
        }

        return prepared.Values;
    }

    private sealed class PreparedParameters(int floats, int vectorBits)
    {
        /// <summary>Of the parameters that the values are from; written after them, for who reads without the lock.</summary>
        public int Version = -1;

        private readonly AlignedBuffer _values = new(floats);

        public Span<float> Values => _values.Span;

        public int VectorBits { get; } = vectorBits;
    }
}
