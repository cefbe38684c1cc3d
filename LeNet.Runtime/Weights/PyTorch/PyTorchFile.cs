using System.IO.Compression;

namespace LeNet.Runtime;

/// <summary>
/// Reads a state dict that torch.save wrote, PyTorch 1.6 or later: a zip archive with a pickle, <c>data.pkl</c>, and the bytes of each storage in an entry
/// of the folder <c>data</c>. The pickle is read as data; nothing is executed.
/// </summary>
internal sealed class PyTorchFile : ITensorFile
{
    /// <summary>Far more than names and shapes take.</summary>
    private const int MostPickleBytes = 64 << 20;

    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly List<PyTorchTensor> _tensors = [];
    private StoredTensor? _current;
    private Stream? _content;
    private long _position;

    private PyTorchFile(string path, ZipArchive archive, ZipArchiveEntry pickle)
    {
        Path = path;
        _archive = archive;
        _folder = pickle.FullName[..^"data.pkl".Length];
        if (archive.GetEntry(_folder + "byteorder") is { } order && System.Text.Encoding.ASCII.GetString(ZipEntries.ReadAll(path, order, 16)) != "little")
        {
            throw new DataFileException(path, "was written on a machine with another order of bytes; load and save it in PyTorch on this one");
        }

        (IReadOnlyDictionary<string, object?> entries, string? entry) = StateDict.Find(path, PickleReader.Read(path, ZipEntries.ReadAll(path, pickle, MostPickleBytes)));
        Note = entry is null ? null : $"its state dict is '{SafetensorsHeader.Shown(entry)}' of the checkpoint";
        foreach ((string name, object? value) in entries)
        {
            _tensors.Add(value is PickledTensor view
                ? Check(new PyTorchTensor(name, view))
                : throw Error(name, $"is {(value is PickledObject made ? SafetensorsHeader.Shown(made.Class.ToString()) : "no tensor")}, which is not read"));
        }
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public string? Note { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<StoredTensor> Contents => _tensors;

    /// <summary>Opens a zip archive, and ends it when it is disposed.</summary>
    /// <exception cref="DataFileException">It is damaged, or of another program; then the message says of which.</exception>
    public static PyTorchFile Open(string path, FileStream file) => ZipEntries.Guard(path, () =>
    {
        file.Position = 0;
        var archive = new ZipArchive(file, ZipArchiveMode.Read);
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        if (ForeignArchives.Describe(names) is { } foreign)
        {
            throw new DataFileException(path, foreign);
        }

        return new PyTorchFile(path, archive, archive.Entries.First(entry => ForeignArchives.IsPickle(entry.FullName)));
    });

    /// <inheritdoc/>
    public void ReadBytes(StoredTensor tensor, long begin, Span<byte> bytes)
    {
        var own = (PyTorchTensor)tensor;
        long start = own.IsContiguous ? own.View.Offset * NumberDtype.Find(own.Dtype)!.Bytes : 0;
        if (!ReferenceEquals(_current, tensor) || _position > start + begin)
        {
            _content?.Dispose();
            (_current, _content, _position) = (null, null, 0);
            _content = own.IsContiguous ? ZipEntries.Open(Path, Entry(own)) : new MemoryStream(Gathered(own));
            _current = tensor;
        }

        ZipEntries.Skip(Path, _content!, start + begin - _position);
        ZipEntries.ReadExactly(Path, _content!, bytes);
        _position = start + begin + bytes.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content?.Dispose();
        _archive.Dispose();
    }

    private PyTorchTensor Check(PyTorchTensor tensor)
    {
        PickledTensor view = tensor.View;
        if (view.Strides.Count != view.Shape.Count || PyTorchTensor.Count(view.Shape) is null || view.Offset < 0 || view.Strides.Any(stride => stride < 0)
            || tensor.End is not { } end || end > view.Storage.Count)
        {
            throw Error(tensor.Name, $"of the shape {SafetensorsHeader.Shown(view.Shape)} does not lie in its storage of {view.Storage.Count} values: the file is damaged");
        }

        // Types without numbers are refused by whoever wants numbers of them.
        if (NumberDtype.Find(tensor.Dtype) is { } dtype)
        {
            ZipArchiveEntry entry = Entry(tensor);
            if (view.Storage.Count > entry.Length / dtype.Bytes || entry.Length > ZipEntries.MostContent(entry))
            {
                throw Error(tensor.Name, $"has a storage of {view.Storage.Count} values in {entry.Length} bytes: the file is truncated or damaged");
            }
        }

        return tensor;
    }

    private ZipArchiveEntry Entry(PyTorchTensor tensor) =>
        _archive.GetEntry($"{_folder}data/{tensor.View.Storage.Key}") ?? throw Error(tensor.Name, $"lacks its values, {_folder}data/{SafetensorsHeader.Shown(tensor.View.Storage.Key)}: the file is damaged");

    /// <summary>The values of a tensor that was transposed or cut from another, one after the other.</summary>
    private byte[] Gathered(PyTorchTensor tensor)
    {
        PickledTensor view = tensor.View;
        int width = NumberDtype.Find(tensor.Dtype)!.Bytes;
        long count = PyTorchTensor.Count(view.Shape)!.Value;
        long extent = (tensor.End!.Value - view.Offset) * width;
        if (Math.Max(count * width, extent) > Array.MaxLength)
        {
            throw Error(tensor.Name, "is spread over too much of its storage; save it with .contiguous()");
        }

        byte[] source = new byte[extent];
        using (Stream content = ZipEntries.Open(Path, Entry(tensor)))
        {
            ZipEntries.Skip(Path, content, view.Offset * width);
            ZipEntries.ReadExactly(Path, content, source);
        }

        byte[] result = new byte[count * width];
        long[] index = new long[view.Shape.Count];
        for (long i = 0, place = 0; i < count; i++)
        {
            source.AsSpan((int)place * width, width).CopyTo(result.AsSpan((int)i * width));
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                place += view.Strides[axis];
                if (++index[axis] < view.Shape[axis])
                {
                    break;
                }

                place -= index[axis] * view.Strides[axis];
                index[axis] = 0;
            }
        }

        return result;
    }

    private DataFileException Error(string tensor, string problem) => new(Path, $"tensor '{SafetensorsHeader.Shown(tensor)}' {problem}");
}
