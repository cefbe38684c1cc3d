using System.Globalization;

namespace LeNet.Runtime;

/// <summary>Reads tensors as the numbers that a network has.</summary>
internal static class TensorValues
{
    /// <summary>A multiple of every dtype's width.</summary>
    private const int BufferBytes = 1 << 16;

    /// <summary>Reads a tensor of floating-point numbers of any width as float32, as PyTorch's load_state_dict does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">A tensor of F32, F64, F16 or BF16.</param>
    /// <param name="shape">Its shape, for messages.</param>
    /// <param name="values">Its values, as many as it has. F64 is rounded to the nearest; the others are exact.</param>
    /// <exception cref="DataFileException">A value is no number, infinite or too large for float32, or the file cannot be read.</exception>
    public static void ReadFinite(ITensorFile file, StoredTensor tensor, IReadOnlyList<int> shape, Span<float> values)
    {
        int index = 0;
        NumberDtype dtype = NumberDtype.Find(tensor.Dtype)!;
        byte[] buffer = new byte[Math.Min((long)values.Length * dtype.Bytes, BufferBytes)];
        while (index < values.Length)
        {
            Span<byte> bytes = buffer.AsSpan(0, (int)Math.Min(buffer.Length, (values.Length - (long)index) * dtype.Bytes));
            file.ReadBytes(tensor, (long)index * dtype.Bytes, bytes);
            for (; !bytes.IsEmpty; bytes = bytes[dtype.Bytes..])
            {
                double value = dtype.Read(bytes);
                float single = (float)value;
                values[index] = float.IsFinite(single) ? single : throw Problem(file, tensor, shape, index, value);
                index++;
            }
        }
    }

    /// <summary>Reads a tensor of one whole number of any dtype. PyTorch converts it as well: a model that was halved as a whole has it as F16.</summary>
    /// <exception cref="DataFileException">It is negative, no number or larger than an int, or the file cannot be read.</exception>
    public static int ReadCount(ITensorFile file, StoredTensor tensor)
    {
        NumberDtype dtype = NumberDtype.Find(tensor.Dtype)!;
        Span<byte> bytes = stackalloc byte[dtype.Bytes];
        file.ReadBytes(tensor, 0, bytes);
        double value = dtype.Read(bytes);
        if (double.IsPositiveInfinity(value) && dtype.Largest < int.MaxValue)
        {
            return (int)dtype.Largest; // too many for a narrow float, not too many to count
        }

        return value is >= 0 and <= int.MaxValue
            ? (int)value
            : throw new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(tensor.Name)}' counts {Shown(value)}; a count is from 0 to {int.MaxValue}");
    }

    private static DataFileException Problem(ITensorFile file, StoredTensor tensor, IReadOnlyList<int> shape, int index, double value)
    {
        string name = $"tensor '{SafetensorsHeader.Shown(tensor.Name)}' holds";
        string where = $"at {SafetensorsHeader.Shown(Index(shape, index))}";
        return new DataFileException(file.Path, double.IsFinite(value)
            ? $"{name} {Shown(value)} {where}, which is too large for float32"
            : $"{name} {(double.IsNaN(value) ? "a value that is not a number (NaN)" : "an infinite value")} {where}; the training that wrote it diverged, or the file is damaged: take weights from before, or train with a smaller learning rate");
    }

    private static string Shown(double value) =>
        double.IsInteger(value) && Math.Abs(value) < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture) : value.ToString("G4", CultureInfo.InvariantCulture);

    private static int[] Index(IReadOnlyList<int> shape, int flat)
    {
        int[] index = new int[shape.Count];
        for (int i = index.Length - 1; i >= 0; i--)
        {
            (flat, index[i]) = Math.DivRem(flat, shape[i]);
        }

        return index;
    }
}
