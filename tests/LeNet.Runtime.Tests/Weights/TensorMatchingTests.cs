using static LeNet.Runtime.Tests.Weights.Safetensors;

namespace LeNet.Runtime.Tests.Weights;

/// <summary>Names as other programs write them, and counts as PyTorch's strict loading takes them.</summary>
public sealed class TensorMatchingTests : IDisposable
{
    private static readonly NetworkDescription Normalised = TestNetworks.Of(
        new ParameterDescription("fc.weight", [3, 2], 0, 2),
        new ParameterDescription("fc.bias", [3], 6, 2),
        new ParameterDescription("bn.num_batches_tracked", [], 9, 1) { IsInteger = true, IsTrainable = false });

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("model.")]
    [InlineData("module._orig_mod.net.")]
    public void A_common_prefix_is_left_out_with_a_note(string prefix)
    {
        LoadedWeights loaded = Load(prefix + "fc.weight", prefix + "fc.bias", out float[] values);

        Assert.Equal([0, 4, 5, 6, 7, 8, 9, 0, 0, 1, 2, 3], values);
        Assert.EndsWith($": the names of its tensors begin with '{prefix}', which was left out", Assert.Single(loaded.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_of_some_is_none()
    {
        string message = Refused("module.fc.weight", "fc.bias");

        Assert.Contains("tensor 'fc.weight' is missing; the network Two needs it as F32 [3, 2]; nearest to it the file has 'module.fc.weight' [3, 2]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_tensors_nearest_names_are_shown()
    {
        string message = Refused("linear.weight", "linear.bias");

        Assert.Contains("nearest to it the file has 'linear.weight' [3, 2], 'linear.bias' [3]; by order and shape all of its tensors fit: --by-order", message, StringComparison.Ordinal);
    }

    [Fact]
    public void By_order_names_do_not_matter()
    {
        LoadedWeights loaded = Load("0.weight", "0.bias", out float[] values, TensorMatching.ByOrder);

        Assert.Equal([0, 4, 5, 6, 7, 8, 9, 0, 0, 1, 2, 3], values);
        Assert.EndsWith("0.weight → fc.weight, 0.bias → fc.bias", Assert.Single(loaded.Notes), StringComparison.Ordinal);
    }

    /// <summary>In a safetensors file "10" comes before "2".</summary>
    [Fact]
    public void By_order_numbers_count_as_numbers()
    {
        NetworkDescription equal = TestNetworks.Of(
            new ParameterDescription("a.bias", [1], 0, 1), new ParameterDescription("b.bias", [1], 1, 1), new ParameterDescription("c.bias", [1], 2, 1));
        string path = _folder.Write("a", File(
            $"{{{Entry("10.bias", "F32", "1", 0, 4)},{Entry("2.bias", "F32", "1", 4, 8)},{Entry("0.bias", "F32", "1", 8, 12)}}}", Floats(30, 20, 10)));
        float[] values = new float[3];

        WeightsFile.Load(path, equal, values, TensorMatching.ByOrder);

        Assert.Equal([10, 20, 30], values);
    }

    [Theory]
    [InlineData("0.weight", "0.gamma", "by order and shape, no tensor is 'fc.bias'; the network Two needs it as F32 [3]; left are '0.gamma' F32 [3]")]
    [InlineData("fc.bias", "fc.weight", "by order and shape, no tensor is 'fc.weight'")]
    public void By_order_shapes_and_kinds_must_fit(string weight, string bias, string problem) =>
        Assert.Contains(problem, Refused(weight, bias, TensorMatching.ByOrder), StringComparison.Ordinal);

    [Theory]
    [InlineData("I64", "", "0700000000000000", 7)]
    [InlineData("I64", "1", "0700000000000000", 7)]
    [InlineData("I32", "", "07000000", 7)]
    [InlineData("F32", "", "0000e040", 7)]
    [InlineData("F64", "", "0000000000001c40", 7)]
    [InlineData("F16", "", "0047", 7)]
    [InlineData("F16", "", "007c", 65504)] // more than half precision counts
    [InlineData("BF16", "1", "e040", 7)]
    public void A_count_is_read_from_any_dtype(string dtype, string shape, string bytes, int expected)
    {
        float[] values = LoadCount(dtype, shape, bytes);

        Assert.Equal(expected, BitConverter.SingleToInt32Bits(values[9]));
    }

    [Fact]
    public void A_count_may_be_absent()
    {
        string path = _folder.Write("a", File($"{{{Entry("fc.bias", "F32", "3", 0, 12)},{Entry("fc.weight", "F32", "3,2", 12, 36)}}}", new byte[36]));
        float[] values = [.. Enumerable.Repeat(1f, 10)];

        WeightsFile.Load(path, Normalised, values);

        Assert.Equal(new float[10], values);
    }

    [Theory]
    [InlineData("I64", "", "ffffffffffffffff", "counts -1")]
    [InlineData("F32", "", "0000c07f", "counts NaN")]
    [InlineData("F64", "", "0000000000000080", null)] // -0
    [InlineData("BOOL", "", "01", "is BOOL []")]
    [InlineData("I64", "2", "01000000000000000100000000000000", "is I64 [2]")]
    public void What_is_no_count_is_an_error(string dtype, string shape, string bytes, string? problem)
    {
        if (problem is null)
        {
            LoadCount(dtype, shape, bytes);
            return;
        }

        Assert.Contains(problem, Assert.Throws<DataFileException>(() => LoadCount(dtype, shape, bytes)).Message, StringComparison.Ordinal);
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private float[] LoadCount(string dtype, string shape, string bytes)
    {
        byte[] count = Convert.FromHexString(bytes);
        string path = _folder.Write("a", File(
            $"{{{Entry("bn.num_batches_tracked", dtype, shape, 0, count.Length)},{Entry("fc.bias", "F32", "3", count.Length, count.Length + 12)},{Entry("fc.weight", "F32", "3,2", count.Length + 12, count.Length + 36)}}}",
            [.. count, .. new byte[36]]));
        float[] values = new float[10];
        WeightsFile.Load(path, Normalised, values);
        return values;
    }

    private string Refused(string weight, string bias, TensorMatching matching = TensorMatching.ByName) =>
        Assert.Throws<DataFileException>(() => Load(weight, bias, out _, matching)).Message;

    private LoadedWeights Load(string weight, string bias, out float[] values, TensorMatching matching = TensorMatching.ByName)
    {
        string path = _folder.Write("a", File($"{{{Entry(bias, "F32", "3", 0, 12)},{Entry(weight, "F32", "3,2", 12, 36)}}}", Floats(1, 2, 3, 4, 5, 6, 7, 8, 9)));
        values = new float[12];
        return WeightsFile.Load(path, TestNetworks.TwoTensors, values, matching);
    }
}
