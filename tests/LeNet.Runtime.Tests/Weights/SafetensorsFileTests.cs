using static LeNet.Runtime.Tests.Weights.Safetensors;

namespace LeNet.Runtime.Tests.Weights;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_tensors_of_every_readable_type()
    {
        string header =
            $$"""{"__metadata__":{"format":"pt","a":"b"}, {{Entry("f", "F32", "2,1", 24, 32)}},{{Entry("d", "F64", "", 0, 8)}},{{Entry("i", "I64", "2", 8, 24)}},{{Entry("none", "F32", "0,3", 32, 32)}}}  """;
        using SafetensorsFile file = Open(header,
        [
            .. BitConverter.GetBytes(-0.1), .. BitConverter.GetBytes(-3L), .. BitConverter.GetBytes(long.MaxValue),
            .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(float.NaN),
        ]);

        Assert.Equal([1.5f, float.NaN], file.Read<float>("f"));
        Assert.Equal([-0.1], file.Read<double>("d"));
        Assert.Equal([-3, long.MaxValue], file.Read<long>("i"));
        Assert.Empty(file.Read<float>("none"));
        Assert.Equal([2, 1], file.Tensors["f"].Shape);
        Assert.Empty(file.Tensors["d"].Shape);
        Assert.Equal(4, file.Tensors.Count);
        Assert.Equal(new Dictionary<string, string> { ["format"] = "pt", ["a"] = "b" }, file.Metadata);
    }

    [Fact]
    public void File_without_tensors_is_legal()
    {
        using SafetensorsFile file = Open("{}", []);
        Assert.Empty(file.Tensors);
    }

    [Fact]
    public void Reading_another_type_or_name_is_an_error()
    {
        using SafetensorsFile file = Open($"{{{Entry("x", "F64", "1", 0, 8)}}}", new byte[8]);

        Assert.Equal($"{file.Path}: tensor 'x' is F64, not F32", Assert.Throws<DataFileException>(() => file.Read<float>("x")).Message);
        Assert.Equal($"{file.Path}: tensor 'y' is missing", Assert.Throws<DataFileException>(() => file.Read<float>("y")).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void File_shorter_than_its_prefix_is_an_error(int length) =>
        AssertError(new byte[length], $"is not a safetensors file, or truncated: it has {length} bytes");

    [Theory]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0 }, 3ul)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 }, 1ul << 63)]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, ulong.MaxValue)]
    public void Header_longer_than_the_file_is_an_error(byte[] prefix, ulong length) =>
        AssertError([.. prefix, (byte)'{', (byte)'}'], $"it begins with a header length of {length}, but has 10 bytes in all");

    [Fact]
    public void File_cut_anywhere_is_an_error()
    {
        byte[] whole = File($"{{{Entry("x", "F32", "2", 0, 8)}}}", new byte[8]);
        for (int length = 0; length < whole.Length; length++)
        {
            AssertError(whole[..length], "truncated");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("{'a':1}")]
    [InlineData("{} // comment")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],}}""")]
    public void Header_that_is_no_JSON_is_an_error(string header) => AssertError(File(header, []), "its header is not valid JSON: ");

    [Fact]
    public void Message_does_not_repeat_a_long_header() =>
        Assert.InRange(AssertError(File($"{{\"a\":{new string('t', 50_000)}}}", []), "its header is not valid JSON: ").Length, 1, 1000);

    [Theory]
    [InlineData("[]", "its header is not a JSON object")]
    [InlineData("""{"x":1}""", "tensor 'x' is not described by a JSON object")]
    [InlineData("""{"x":{}}""", "tensor 'x' lacks dtype")]
    [InlineData("""{"x":{"dtype":"F32"}}""", "tensor 'x' lacks shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[]}}""", "tensor 'x' lacks data_offsets")]
    [InlineData("""{"x":{"dtype":7}}""", "tensor 'x' has a dtype that is not a string")]
    [InlineData("""{"x":{"dtype":"F32","dtype":"F32"}}""", "tensor 'x' has dtype twice")]
    [InlineData("""{"x":{"size":7}}""", "tensor 'x' has the unknown key 'size'")]
    [InlineData("""{"x":{"shape":4}}""", "tensor 'x' has a shape that is not an array")]
    [InlineData("""{"x":{"shape":[1,"2"]}}""", "tensor 'x' has a shape with something else than whole numbers")]
    [InlineData("""{"x":{"shape":[[1]]}}""", "tensor 'x' has a shape with something else than whole numbers")]
    [InlineData("""{"x":{"shape":[1.5]}}""", "tensor 'x' has a shape with something else than whole numbers")]
    [InlineData("""{"x":{"shape":[-1]}}""", "tensor 'x' has a shape with something else than whole numbers")]
    [InlineData("""{"x":{"shape":[9223372036854775808]}}""", "tensor 'x' has a shape with something else than whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[],"data_offsets":[0]}}""", "tensor 'x' has the data_offsets [0] instead of a begin and an end")]
    [InlineData("""{"x":{"dtype":"F32","shape":[],"data_offsets":[4,0]}}""", "tensor 'x' has the data_offsets [4, 0] instead of a begin and an end")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ is not a JSON object")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "__metadata__ occurs twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "'a' in __metadata__ is not a string")]
    [InlineData("""{"__metadata__":{"a":{}}}""", "'a' in __metadata__ is not a string")]
    [InlineData("""{"__metadata__":{"a":"1","a":"1"}}""", "'a' in __metadata__ occurs twice")]
    [InlineData("""{"\ud800":{}}""", "its header has a string that is not valid Unicode")]
    public void Header_that_describes_no_tensors_is_an_error(string header, string problem) => AssertError(File(header, []), problem);

    [Fact]
    public void Nesting_without_end_is_an_error() =>
        AssertError(File("{\"x\":" + new string('[', 100_000), []), ": ");

    [Fact]
    public void Broken_UTF8_is_an_error() =>
        AssertError(File([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'{', (byte)'}', (byte)'}'], []), ": ");

    [Theory]
    [InlineData("F32", "3", 0, 8, "tensor 'x' has 8 bytes by its data_offsets, but F32 [3] takes 12")]
    [InlineData("F64", "1", 0, 4, "tensor 'x' has 4 bytes by its data_offsets, but F64 [1] takes 8")]
    [InlineData("F31", "1", 0, 4, "tensor 'x' has the unknown dtype 'F31'")]
    [InlineData("F32", "4294967296,4294967296", 0, 0, "tensor 'x' has the impossible shape [4294967296, 4294967296]")]
    [InlineData("F32", "2305843009213693952", 0, 0, "tensor 'x' has the impossible shape [2305843009213693952]")]
    [InlineData("F32", "3", 0, 12, "tensor 'x' ends at byte 12 of the data, but the file has only 8: it is truncated")]
    [InlineData("F32", "1", 4, 8, "tensor 'x' begins at byte 4 of the data, with a hole of 4 bytes before it")]
    [InlineData("F32", "1", 0, 4, "4 bytes follow its last tensor")]
    public void Tensor_outside_its_place_is_an_error(string dtype, string shape, long begin, long end, string problem) =>
        AssertError(File($"{{{Entry("x", dtype, shape, begin, end)}}}", new byte[8]), problem);

    [Theory]
    [InlineData(0, 8, 4, 12, "tensor 'b' overlaps tensor 'a'")]
    [InlineData(0, 8, 0, 8, "overlaps tensor ")]
    [InlineData(4, 12, 0, 8, "tensor 'a' overlaps tensor 'b'")]
    public void Tensors_that_overlap_are_an_error(long beginA, long endA, long beginB, long endB, string problem) =>
        AssertError(File($"{{{Entry("a", "F32", "2", beginA, endA)},{Entry("b", "F32", "2", beginB, endB)}}}", new byte[12]), problem);

    [Fact]
    public void Tensor_that_occurs_twice_is_an_error() =>
        AssertError(File($"{{{Entry("a", "F32", "1", 0, 4)},{Entry("a", "F32", "1", 4, 8)}}}", new byte[8]), "tensor 'a' occurs twice in its header");

    [Fact]
    public void Name_without_end_is_cut_in_the_message()
    {
        byte[] file = File($"{{\"{new string('x', 100_000)}\":1}}", []);
        Assert.True(AssertError(file, "xxx…'").Length < 500);
    }

    [Fact]
    public void Missing_file_is_an_error()
    {
        string path = _folder.File("none");
        Assert.Equal($"{path}: no such file", Assert.Throws<DataFileException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_nothing_else()
    {
        byte[] whole = File($$"""{"__metadata__":{"format":"pt"},{{Entry("a", "F32", "2", 0, 8)}},{{Entry("b", "F64", "1,1", 8, 16)}}}""", new byte[16]);
        var random = new Random(1);
        int refused = 0;
        int files = Suite.Count(quick: 400, whole: 2_000);
        for (int i = 0; i < files; i++)
        {
            byte[] damaged = [.. whole];
            for (int j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            string path = _folder.Write("damaged", damaged);
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(path);
                Assert.All(file.Tensors.Values, tensor => Assert.InRange(tensor.End, 0, 16));
            }
            catch (DataFileException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, files / 2, files - 1);
    }

    private SafetensorsFile Open(string header, byte[] data) => SafetensorsFile.Open(_folder.Write("a.safetensors", File(header, data)));

    private string AssertError(byte[] content, string problem)
    {
        string path = _folder.Write("a.safetensors", content);
        var error = Assert.Throws<DataFileException>(() => SafetensorsFile.Open(path));
        Assert.Equal(path, error.Path);
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(problem, error.Message);
        return error.Message;
    }
}
