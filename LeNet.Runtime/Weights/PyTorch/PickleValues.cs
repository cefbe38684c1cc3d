namespace LeNet.Runtime;

/// <summary>A class or function that a pickle names. Nothing of it is looked up.</summary>
/// <param name="Module">Its module: <c>torch._utils</c>.</param>
/// <param name="Name">Its name: <c>_rebuild_tensor_v2</c>.</param>
internal sealed record PickledName(string Module, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>An object of a class that means nothing here: only its class is kept.</summary>
/// <param name="Class">The class, or the function that would make it.</param>
internal sealed record PickledObject(PickledName Class);

/// <summary>A dictionary, of any kind. Entries whose keys are no strings are counted alone.</summary>
internal sealed class PickledDictionary
{
    private readonly Dictionary<string, object?> _entries = new(StringComparer.Ordinal);

    /// <summary>The entries with strings as keys, in their order.</summary>
    public IReadOnlyDictionary<string, object?> Entries => _entries;

    /// <summary>How many entries have other keys.</summary>
    public int Others { get; private set; }

    /// <summary>Sets an entry.</summary>
    public void Set(object? key, object? value)
    {
        if (key is string name)
        {
            _entries[name] = value;
        }
        else
        {
            Others++;
        }
    }
}

/// <summary>A block of numbers that tensors are views of; its bytes are in an entry of the archive.</summary>
/// <param name="Dtype">As safetensors files spell it.</param>
/// <param name="Key">The entry's name.</param>
/// <param name="Count">How many numbers there are.</param>
internal sealed record PickledStorage(string Dtype, string Key, long Count);

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">The place of the first value, in numbers.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Strides">Numbers from one value of a dimension to the next.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
