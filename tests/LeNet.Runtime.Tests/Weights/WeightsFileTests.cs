using System.Security.Cryptography;
using System.Text;
using static LeNet.Runtime.Tests.Weights.Safetensors;

namespace LeNet.Runtime.Tests.Weights;

public sealed class WeightsFileTests : IDisposable
{
    private static readonly NetworkDescription Two = TestNetworks.TwoTensors;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The bytes as Python's safetensors writes them: names sorted, offsets in that order, spaces up to 8 bytes.</summary>
    [Fact]
    public void Saves_the_bytes_of_the_reference_implementation()
    {
        string path = _folder.File("a");
        WeightsFile.Save(path, Two, Values());

        const string Header = """{"__metadata__":{"format":"pt"},"fc.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"fc.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[12,36]}}""";
        byte[] data = [.. new float[] { 9, 10, 11, 1, 2, 3, 4, 5, 6 }.SelectMany(Bytes)];
        byte[] expected = File(Header.PadRight((Header.Length + 7) / 8 * 8), data);
        Assert.NotEqual(0, Header.Length % 8);
        Assert.Equal(expected, System.IO.File.ReadAllBytes(path));
        Assert.Equal(["a"], _folder.Files);
    }

    [Fact]
    public void Hash_is_that_of_the_file()
    {
        string path = _folder.File("a");
        float[] values = new float[TestNetworks.LeNet5.ParameterFloats];
        InitialWeights.Fill(TestNetworks.LeNet5, values, 1);

        WeightsFile.Save(path, TestNetworks.LeNet5, values);

        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path))),
            WeightsFile.ComputeHash(TestNetworks.LeNet5, values));
    }

    [Fact]
    public void Loads_what_it_saved_and_leaves_the_gaps_alone()
    {
        string path = _folder.File("a");
        WeightsFile.Save(path, Two, Values());
        float[] loaded = new float[Two.ParameterFloats];
        Array.Fill(loaded, -1);

        WeightsFile.Load(path, Two, loaded);

        Assert.Equal([-1, 1, 2, 3, 4, 5, 6, -1, -1, 9, 10, 11], loaded);
    }

    [Fact]
    public void Every_finite_bit_pattern_survives()
    {
        string path = _folder.File("a");
        float[] values = [0, float.MinValue, BitConverter.UInt32BitsToSingle(0x80012345), -0f, float.Epsilon, 1 / 3f, float.MaxValue, 0, 0, 1, 2, 3];
        WeightsFile.Save(path, Two, values);
        float[] loaded = new float[Two.ParameterFloats];

        WeightsFile.Load(path, Two, loaded);

        Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), loaded.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Missing_tensor_is_an_error() => AssertRefused(
        $"{{{Entry("fc.bias", "F32", "3", 0, 12)}}}", 12,
        "tensor 'fc.weight' is missing; the network Two needs it as F32 [3, 2]");

    [Fact]
    public void Tensor_of_another_shape_is_an_error() => AssertRefused(
        $"{{{Entry("fc.bias", "F32", "3", 0, 12)},{Entry("fc.weight", "F32", "2,3", 12, 36)}}}", 36,
        "tensor 'fc.weight' is F32 [2, 3]; the network Two needs it as F32 [3, 2]");

    [Fact]
    public void Tensor_of_another_type_is_an_error() => AssertRefused(
        $"{{{Entry("fc.bias", "I64", "3", 0, 24)},{Entry("fc.weight", "F32", "3,2", 24, 48)}}}", 48,
        "tensor 'fc.bias' is I64 [3]; the network Two needs it as F32 [3]");

    /// <summary>As torch's save_file may write a state dict: the tensors' bytes in another order than their names, and metadata of one's own.</summary>
    [Fact]
    public void Tensors_may_lie_in_any_order_beside_any_metadata()
    {
        string path = _folder.Write("a", File(
            $$"""{"__metadata__":{"format":"pt","epoch":"7","note":"größer"},{{Entry("fc.bias", "F32", "3", 24, 36)}},{{Entry("fc.weight", "F32", "3,2", 0, 24)}}}  """,
            [.. new float[] { 1, 2, 3, 4, 5, 6, 9, 10, 11 }.SelectMany(Bytes)]));
        float[] loaded = new float[Two.ParameterFloats];

        WeightsFile.Load(path, Two, loaded);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 0, 0, 9, 10, 11], loaded);
    }

    /// <summary>A model saved after model.half(), .bfloat16() or .double() loads as load_state_dict would load it.</summary>
    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    [InlineData("F64")]
    public void Other_widths_are_converted(string dtype)
    {
        float[] values = [1.5f, -0f, 65504, 0.5f, -3, 7, 0.09375f, -65280, 1 / 1024f];
        byte[] data = [.. values.SelectMany(value => dtype switch
        {
            "F16" => BitConverter.GetBytes((Half)value),
            "BF16" => Bytes(value)[2..],
            _ => BitConverter.GetBytes((double)value),
        })];
        int width = data.Length / values.Length;
        string path = _folder.Write("a", File(
            $"{{{Entry("fc.bias", dtype, "3", 0, 3 * width)},{Entry("fc.weight", dtype, "3,2", 3 * width, 9 * width)}}}", data));
        float[] loaded = new float[Two.ParameterFloats];

        WeightsFile.Load(path, Two, loaded);

        float largest = dtype == "BF16" ? 65280 : 65504;
        Assert.Equal([0, 0.5f, -3, 7, 0.09375f, -65280, 1 / 1024f, 0, 0, 1.5f, -0f, largest], loaded);
        Assert.True(float.IsNegative(loaded[10]));
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest_in_tensors_of_any_length()
    {
        const int Count = 20_000;
        NetworkDescription large = TestNetworks.OneTensor(Count);
        double[] values = [.. Enumerable.Range(0, Count).Select(i => Math.Sqrt(i) / 3)];
        string path = _folder.Write("a", File($"{{{Entry("x", "F64", $"{Count}", 0, 8 * Count)}}}", [.. values.SelectMany(BitConverter.GetBytes)]));
        float[] loaded = new float[Count];

        WeightsFile.Load(path, large, loaded);

        Assert.Equal(values.Select(value => (float)value), loaded);
    }

    [Fact]
    public void A_double_that_no_float_can_hold_is_an_error()
    {
        byte[] data = [.. new double[] { 1, -1e39, 3 }.SelectMany(BitConverter.GetBytes), .. new byte[24]];
        string path = _folder.Write("a", File($"{{{Entry("fc.bias", "F64", "3", 0, 24)},{Entry("fc.weight", "F32", "3,2", 24, 48)}}}", data));
        float[] parameters = Values();

        var error = Assert.Throws<DataFileException>(() => WeightsFile.Load(path, Two, parameters));

        Assert.Equal($"{path}: tensor 'fc.bias' holds -1E+39 at [1], which is too large for float32", error.Message);
        Assert.Equal(Values(), parameters);
    }

    /// <summary>Whatever the dtype, what is not a number is refused, and named by tensor and index.</summary>
    [Theory]
    [InlineData("F32", 2, float.NaN, "a value that is not a number (NaN) at [1, 0]")]
    [InlineData("F32", 0, float.PositiveInfinity, "an infinite value at [0, 0]")]
    [InlineData("F64", 5, float.NegativeInfinity, "an infinite value at [2, 1]")]
    [InlineData("F16", 1, float.NaN, "a value that is not a number (NaN) at [0, 1]")]
    [InlineData("BF16", 3, float.NaN, "a value that is not a number (NaN) at [1, 1]")]
    public void A_value_that_is_not_a_number_is_refused(string dtype, int place, float value, string problem)
    {
        int width = NumberDtype.Find(dtype)!.Bytes;
        byte[] data = new byte[9 * width];
        byte[] bytes = dtype switch
        {
            "F64" => BitConverter.GetBytes((double)value),
            "F16" => BitConverter.GetBytes((Half)value),
            "BF16" => Bytes(value)[2..],
            _ => Bytes(value),
        };
        bytes.CopyTo(data, (3 * width) + (place * width));
        string path = _folder.Write("a", File($"{{{Entry("fc.bias", dtype, "3", 0, 3 * width)},{Entry("fc.weight", dtype, "3,2", 3 * width, 9 * width)}}}", data));
        float[] parameters = Values();

        var error = Assert.Throws<DataFileException>(() => WeightsFile.Load(path, Two, parameters));

        Assert.Contains($"tensor 'fc.weight' holds {problem}", error.Message, StringComparison.Ordinal);
        Assert.Equal(Values(), parameters);
    }

    [Fact]
    public void Tensor_of_another_network_is_an_error() => AssertRefused(
        $"{{{Entry("fc.bias", "F32", "3", 0, 12)},{Entry("fc.weight", "F32", "3,2", 12, 36)},{Entry("fc2.bias", "F32", "1", 36, 40)}}}", 40,
        "tensor 'fc2.bias' is none of the network Two; its tensors are fc.weight, fc.bias");

    [Fact]
    public void Saving_where_nothing_can_be_written_is_an_error()
    {
        string path = _folder.File(Path.Combine("none", "a"));
        Assert.Equal(
            $"{path}: cannot be written: its folder does not exist",
            Assert.Throws<DataFileException>(() => WeightsFile.Save(path, Two, Values())).Message);
    }

    [Fact]
    public void Names_are_sorted_by_their_UTF8_bytes()
    {
        // U+FF5E comes before U+1F600 in UTF-8, but after its surrogates in UTF-16.
        using var output = new MemoryStream();
        SafetensorsWriter.Write(output, [new("\U0001F600", [1], 1, 1), new("\uFF5E", [1], 0, 1), new("z", [], 2, 1)], [1, 2, 3]);

        string header = Encoding.UTF8.GetString(output.ToArray().AsSpan(8));
        Assert.StartsWith("{\"z\":{\"dtype\":\"F32\",\"shape\":[],", header);
        string path = _folder.Write("a", output.ToArray());
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(
            [("z", 0L, 3f), ("\uFF5E", 4L, 1f), ("\U0001F600", 8L, 2f)],
            file.Tensors.Values.OrderBy(tensor => tensor.Begin).Select(tensor => (tensor.Name, tensor.Begin, file.Read<float>(tensor.Name)[0])));
    }

    private static float[] Values() => [.. Enumerable.Range(0, Two.ParameterFloats).Select(i => (float)i)];

    private static byte[] Bytes(float value)
    {
        byte[] bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes;
    }

    private void AssertRefused(string header, int dataLength, string problem)
    {
        string path = _folder.Write("a", File(header, new byte[dataLength]));
        float[] parameters = Values();

        var error = Assert.Throws<DataFileException>(() => WeightsFile.Load(path, Two, parameters));

        Assert.Equal($"{path}: {problem}", error.Message);
        Assert.Equal(Values(), parameters);
    }
}
