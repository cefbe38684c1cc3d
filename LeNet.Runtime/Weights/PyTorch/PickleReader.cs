using System.Buffers.Binary;
using System.Text;

namespace LeNet.Runtime;

/// <summary>
/// Reads a pickle as data: a stack machine (PEP 3154, Python's Lib/pickletools.py) of the operations that torch.save writes for dictionaries of tensors,
/// lists, numbers and strings. No class is looked up and no function called: names stay names, and what would be called becomes what
/// <see cref="TorchObjects"/> knows, or an object without meaning. Every operation takes bytes of the input, so memory and time are bounded by it.
/// </summary>
internal ref struct PickleReader
{
    private static readonly object Mark = new();

    private readonly string _path;
    private readonly ReadOnlySpan<byte> _pickle;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _position;

    private PickleReader(string path, ReadOnlySpan<byte> pickle)
    {
        _path = path;
        _pickle = pickle;
    }

    /// <summary>The object that a pickle describes.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="pickle">All of it.</param>
    /// <exception cref="DataFileException">It is damaged, or uses an operation that no state dict needs.</exception>
    public static object? Read(string path, ReadOnlySpan<byte> pickle)
    {
        var reader = new PickleReader(path, pickle);
        while (true)
        {
            int at = reader._position;
            byte operation = reader.Byte();
            if (operation == (byte)'.')
            {
                return reader.Pop();
            }

            if (!reader.Push(operation) && !reader.Combine(operation) && !reader.Memorise(operation))
            {
                throw reader.Error($"has the operation 0x{operation:x2} at byte {at}, which no state dict needs");
            }
        }
    }

    /// <summary>Operations that push a value.</summary>
    private bool Push(byte operation)
    {
        object? value;
        switch (operation)
        {
            case (byte)'N': value = null; break;
            case 0x88: value = true; break;
            case 0x89: value = false; break;
            case (byte)'J': value = (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)); break;
            case (byte)'K': value = (long)Byte(); break;
            case (byte)'M': value = (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)); break;
            case 0x8a: value = Long(Take(Byte())); break;
            case (byte)'G': value = BinaryPrimitives.ReadDoubleBigEndian(Take(8)); break;
            case (byte)'X': value = Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case 0x8c: value = Text(Byte()); break;
            case 0x8d: value = Text(BinaryPrimitives.ReadUInt64LittleEndian(Take(8))); break;
            case (byte)'B': value = Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))).ToArray(); break;
            case (byte)'C': value = Take(Byte()).ToArray(); break;
            case (byte)'}': value = new PickledDictionary(); break;
            case (byte)']': value = new List<object?>(); break;
            case (byte)')': value = Array.Empty<object?>(); break;
            case 0x8f: value = new List<object?>(); break;
            case (byte)'(': value = Mark; break;
            case (byte)'c': value = new PickledName(TextLine(), TextLine()); break;
            default: return false;
        }

        _stack.Add(value);
        return true;
    }

    /// <summary>Operations that make one value of others.</summary>
    private bool Combine(byte operation)
    {
        switch (operation)
        {
            case (byte)'t': _stack.Add(PopToMark()); break;
            case 0x85: _stack.Add(PopLast(1)); break;
            case 0x86: _stack.Add(PopLast(2)); break;
            case 0x87: _stack.Add(PopLast(3)); break;
            case (byte)'a': Append(PopLast(1)); break;
            case (byte)'e' or 0x90: Append(PopToMark()); break;
            case (byte)'s': Set(PopLast(2)); break;
            case (byte)'u': Set(PopToMark()); break;
            case (byte)'R' or 0x81: Call(); break;
            case (byte)'b': Pop(); _ = Top(); break; // an object's state: OrderedDict's _metadata
            case (byte)'Q': _stack.Add(TorchObjects.Storage(Pop()) ?? throw Error("names something outside of itself that is no storage of numbers of a known type")); break;
            case 0x93:
                object?[] names = PopLast(2);
                _stack.Add(names is [string module, string name] ? new PickledName(module, name) : throw Error("names a class by something else than strings"));
                break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopToMark(); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Operations that keep values for later or find them again, and those of framing.</summary>
    private bool Memorise(byte operation)
    {
        switch (operation)
        {
            case 0x80: Byte(); break;
            case 0x95: Take(8); break;
            case (byte)'q': _memo[Byte()] = Top(); break;
            case (byte)'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top(); break;
            case 0x94: _memo[_memo.Count] = Top(); break;
            case (byte)'h': Recall(Byte()); break;
            case (byte)'j': Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            default: return false;
        }

        return true;
    }

    private readonly void Append(object?[] values)
    {
        // Of an object without meaning, items have none either.
        if (Top() is List<object?> list)
        {
            list.AddRange(values);
        }
    }

    private readonly void Set(object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw Error("has a key without a value");
        }

        if (Top() is PickledDictionary dictionary)
        {
            for (int i = 0; i < pairs.Length; i += 2)
            {
                dictionary.Set(pairs[i], pairs[i + 1]);
            }
        }
    }

    private readonly void Call()
    {
        object?[] call = PopLast(2);
        _stack.Add(call switch
        {
            [PickledName name, object?[] arguments] => TorchObjects.Make(name, arguments),
            [PickledObject made, _] => made,
            _ => throw Error("calls what is no function"),
        });
    }

    private readonly void Recall(long index) =>
        _stack.Add(_memo.TryGetValue(index, out object? value) ? value : throw Error($"recalls value {index}, which it has not kept"));

    private readonly object? Top() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Error("takes a value where there is none");

    private readonly object? Pop()
    {
        object? top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private readonly object?[] PopLast(int count)
    {
        int first = _stack.Count - count;
        if (first < 0 || _stack.IndexOf(Mark, first) >= 0)
        {
            throw Error("takes a value where there is none");
        }

        return Cut(first, first);
    }

    private readonly object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        return mark >= 0 ? Cut(mark + 1, mark) : throw Error("closes what was not opened");
    }

    private readonly object?[] Cut(int first, int end)
    {
        object?[] values = [.. _stack[first..]];
        _stack.RemoveRange(end, _stack.Count - end);
        return values;
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(_pickle.Length - _position))
        {
            throw Error($"ends within a value at byte {_position}");
        }

        ReadOnlySpan<byte> bytes = _pickle.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    private string Text(ulong bytes) => Encoding.UTF8.GetString(Take(bytes));

    private string TextLine()
    {
        int length = _pickle[_position..].IndexOf((byte)'\n');
        string line = Text((ulong)(length >= 0 ? length : _pickle.Length));
        _position++;
        return line;
    }

    /// <summary>A whole number; one of more than 64 bits is none that is needed.</summary>
    private static object? Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            return null;
        }

        long value = !bytes.IsEmpty && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    private readonly DataFileException Error(string problem) => new(_path, $"is damaged, or no file of torch.save: its pickle {problem}");
}
