using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>
/// A training in its course: all that <see cref="Trainer.Restore"/> needs to go on with the same bits. Its file is a safetensors file, readable
/// by any program: tensors <c>model.*</c> (the network's state dict), what the optimizer remembers of each under a name of its own, such as <c>velocity.*</c> (momentum),
/// <c>average.*</c> (the weights' moving average, if there is one), and the rest in <c>__metadata__</c>.
/// There, <c>sha256</c> is the hash of the whole file with zeros in the hash's place.
/// </summary>
/// <remarks>A copy that nothing changes: safe to use from several threads at once, while the training goes on.</remarks>
public sealed class Checkpoint
{
    private const string ModelPrefix = "model.";
    private const string AverageName = "average";
    private const string NotePrefix = "note.";
    private const string SumKey = "sha256";

    private static readonly string NoSum = new('0', 64);

    private readonly IReadOnlyList<SafetensorsEntry> _tensors;
    private readonly float[] _values;

    private Checkpoint(string path, CheckpointFacts facts, IReadOnlyDictionary<string, string> notes, IReadOnlyList<SafetensorsEntry> tensors, float[] values)
    {
        (Path, Facts, Notes, _tensors, _values) = (path, facts, notes, tensors, values);
    }

    /// <summary>How the training goes; <see cref="TrainingOptions.Threads"/> is 0, as the result does not depend on it.</summary>
    public TrainingOptions Options => Facts.Options;

    /// <summary>The network's name.</summary>
    public string Network => Facts.Architecture[0];

    /// <summary>Updates so far in all epochs.</summary>
    public long Step => Facts.Step;

    /// <summary>The running epoch, or the next one, from 1.</summary>
    public int Epoch => Facts.Position.Epoch;

    /// <summary>Batches of <see cref="Epoch"/> that are done.</summary>
    public int Batch => Facts.Position.Batch;

    /// <summary>What the caller of <see cref="Trainer.Capture"/> added.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; }

    /// <summary>Where it is from, for messages.</summary>
    internal string Path { get; }

    internal CheckpointFacts Facts { get; }

    /// <summary>Reads a checkpoint and checks its sum. Takes memory as the file is long.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">The file cannot be read, is damaged, or is no checkpoint.</exception>
    public static Checkpoint Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue(SumKey, out string? sum))
        {
            throw new DataFileException(path, "is not a checkpoint");
        }

        if (sum.Length != NoSum.Length || !sum.All(char.IsAsciiHexDigitLower) || file.ComputeHash(without: sum) != sum)
        {
            throw new DataFileException(path, "is damaged: its content does not agree with its SHA-256");
        }

        CheckpointFacts facts = CheckpointFacts.Read(path, file.Metadata);
        var notes = file.Metadata
            .Where(pair => pair.Key.StartsWith(NotePrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[NotePrefix.Length..], pair => pair.Value, StringComparer.Ordinal);
        (SafetensorsEntry[] tensors, float[] values) = ReadTensors(file);
        return new Checkpoint(path, facts, notes, tensors, values);
    }

    /// <summary>Writes the checkpoint; the file appears whole or not at all, and is flushed to the disk.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="DataFileException">The file cannot be written. What was there before is still there.</exception>
    public void Save(string path) => Save(path, older: null);

    /// <summary>Writes the checkpoint; what was there before gets another name.</summary>
    internal void Save(string path, string? older)
    {
        ArgumentNullException.ThrowIfNull(path);
        var metadata = Notes.ToDictionary(pair => NotePrefix + pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Facts.Write(metadata);
        metadata[SumKey] = NoSum;
        using var hash = new HashStream();
        SafetensorsWriter.Write(hash, _tensors, _values, metadata);
        metadata[SumKey] = hash.Finish();

        using AtomicFile file = AtomicFile.Create(path);
        try
        {
            SafetensorsWriter.Write(file.Content, _tensors, _values, metadata);
        }
        catch (IOException exception)
        {
            throw FileErrors.Writing(path, exception);
        }

        file.Commit(older);
    }

    /// <summary>Copies what a training consists of.</summary>
    internal static Checkpoint Of(CheckpointFacts facts, IReadOnlyDictionary<string, string> notes, Network network, ParameterUpdate update)
    {
        var tensors = new List<SafetensorsEntry>();
        var values = new List<float>();
        foreach ((string name, ParameterDescription parameter, Memory memory) in Tensors(network, update))
        {
            tensors.Add(new SafetensorsEntry(name, parameter.Shape, values.Count, parameter.Count, memory.IsOfNetwork && parameter.IsInteger));
            values.AddRange(memory.Of(parameter));
        }

        return new Checkpoint("the checkpoint", facts, notes.ToDictionary(StringComparer.Ordinal), tensors, [.. values]);
    }

    /// <summary>Puts weights and what the optimizer remembers in their places, if all are there.</summary>
    /// <exception cref="DataFileException">A tensor is missing or is another one. All is as it was.</exception>
    internal void CopyTo(Network network, ParameterUpdate update)
    {
        var places = new List<(SafetensorsEntry From, ParameterDescription To, Memory Memory)>();
        foreach ((string name, ParameterDescription parameter, Memory memory) in Tensors(network, update))
        {
            places.Add((Find(name, parameter, memory.IsOfNetwork && parameter.IsInteger), parameter, memory));
        }

        if (update.Average is { IsInPlace: true } average)
        {
            average.Exchange(network);
        }

        foreach ((SafetensorsEntry from, ParameterDescription to, Memory memory) in places)
        {
            _values.AsSpan(from.Offset, from.Count).CopyTo(memory.Of(to));
        }

        network.ParametersChanged();
    }

    /// <summary>All tensors of a checkpoint, and where their values are. While an average is in the parameters' place, they are in its.</summary>
    private static IEnumerable<(string Name, ParameterDescription Parameter, Memory Memory)> Tensors(Network network, ParameterUpdate update)
    {
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            bool isExchanged = parameter.IsTrainable && update.Average is { IsInPlace: true };
            yield return (ModelPrefix + parameter.Name, parameter, new Memory(network, isExchanged ? update.Average!.Buffer : null) { IsOfNetwork = true });
            if (!parameter.IsTrainable)
            {
                continue;
            }

            foreach (RuleState state in update.Rule.State)
            {
                yield return ($"{state.Name}.{parameter.Name}", parameter, new Memory(network, state.Values));
            }

            if (update.Average is { } average)
            {
                yield return ($"{AverageName}.{parameter.Name}", parameter, new Memory(network, average.IsInPlace ? null : average.Buffer));
            }
        }
    }

    /// <summary>Where values are: in a buffer, or else in the network.</summary>
    private readonly record struct Memory(Network Network, AlignedBuffer? Buffer)
    {
        /// <summary>Whether they are the network's, and not an optimizer's.</summary>
        public bool IsOfNetwork { get; init; }

        public Span<float> Of(ParameterDescription parameter) => (Buffer is null ? Network.Parameters : Buffer.Span).Slice(parameter.Offset, parameter.Count);
    }

    private SafetensorsEntry Find(string name, ParameterDescription parameter, bool isInteger)
    {
        foreach (SafetensorsEntry tensor in _tensors)
        {
            if (tensor.Name == name && tensor.IsInteger == isInteger && tensor.Shape.SequenceEqual(parameter.Shape))
            {
                return tensor;
            }
        }

        throw new DataFileException(Path, $"lacks the tensor {name} of shape {SafetensorsHeader.Shown(parameter.Shape)}");
    }

    private static (SafetensorsEntry[] Tensors, float[] Values) ReadTensors(SafetensorsFile file)
    {
        long floats = file.Tensors.Values.Sum(tensor => tensor.Length / (tensor.Dtype == "I64" ? sizeof(long) : sizeof(float)));
        if (floats > Array.MaxLength)
        {
            throw new DataFileException(file.Path, "is larger than any checkpoint");
        }

        var tensors = new List<SafetensorsEntry>();
        float[] values = new float[floats];
        int offset = 0;
        foreach (SafetensorsTensor tensor in file.Tensors.Values)
        {
            if (tensor.Dtype is not ("F32" or "I64") || tensor.Shape.Any(size => size > int.MaxValue))
            {
                throw new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(tensor.Name)}' is {tensor.Dtype} {SafetensorsHeader.Shown(tensor.Shape)}, which no checkpoint holds");
            }

            bool isInteger = tensor.Dtype == "I64";
            int count = (int)(tensor.Length / (isInteger ? sizeof(long) : sizeof(float)));
            Span<float> own = values.AsSpan(offset, count);
            if (isInteger)
            {
                file.ReadCounts(tensor.Name, MemoryMarshal.Cast<float, int>(own));
            }
            else
            {
                file.Read(tensor.Name, own);
            }

            tensors.Add(new SafetensorsEntry(tensor.Name, [.. tensor.Shape.Select(size => (int)size)], offset, count, isInteger));
            offset += count;
        }

        return ([.. tensors], values);
    }
}
