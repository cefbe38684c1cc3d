using System.IO.Compression;
using System.Text;

namespace LeNet.Runtime.Tests.Weights;

/// <summary>What is no safetensors file is called by its name, with what to do.</summary>
public sealed class ForeignFormatTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string, string, string> Texts => new()
    {
        { "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a pointer of Git LFS", "git lfs pull" },
        { "<!DOCTYPE html>\n<html><head><title>Not found", "a web page", "/resolve/" },
        { "\n <HTML><body>", "a web page", "the link to the file itself" },
        { "<?xml version=\"1.0\"?><Error><Code>NoSuchKey", "XML or HTML", "the server answered" },
        { "{\"metadata\":{\"total_size\":1},\"weight_map\":{}}", "JSON text", "join the parts" },
        { "Entry not found", "text", "\"Entry not found\"" },
    };

    public static TheoryData<string, string, string> Binaries => new()
    {
        { "1f8b0800000000000003", "compressed with gzip", "gunzip" },
        { "425a6839314159265359", "compressed with bzip2", "bunzip2" },
        { "fd377a585a0000", "compressed with xz", "unxz" },
        { "28b52ffd04001900", "compressed with zstd", "unzstd" },
        { "377abcaf271c0004", "a 7z archive", "extract" },
        { "934e554d5059010076007b27", "one NumPy array (.npy)", "numpy.load" },
        { "894844460d0a1a0a00", "an HDF5 file", "transpose(3, 2, 0, 1)" },
        { "4747554603000000", "a GGUF file", "gguf.GGUFReader" },
        { "08071207707974" + "6f726368", "an ONNX model", "numpy_helper" },
        { "08033a2b0a", "an ONNX model", "numpy_helper" },
        { "1c00000054464c33", "a TensorFlow Lite model", "go back" },
        { "80049507000000", "a Python pickle", "torch.save" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_is_named(string text, string kind, string advice) => AssertRefused(Encoding.UTF8.GetBytes(text), kind, advice);

    [Theory]
    [MemberData(nameof(Binaries))]
    public void Files_of_others_are_named(string start, string kind, string advice) =>
        AssertRefused([.. Convert.FromHexString(start), .. new byte[600]], kind, advice);

    [Fact]
    public void A_tar_archive_is_named()
    {
        byte[] tar = new byte[1024];
        "model/"u8.CopyTo(tar);
        "ustar"u8.CopyTo(tar.AsSpan(257));
        AssertRefused(tar, "a tar archive", "tar -xf");
    }

    [Theory]
    [InlineData("conv1.weight.npy", "a NumPy archive (.npz)", "numpy.load")]
    [InlineData("model.weights.h5", "a Keras model", "get_weights()")]
    [InlineData("readme.txt", "a zip archive with readme.txt in it", "extract")]
    [InlineData(null, "an empty zip archive", "")]
    public void Zip_archives_are_told_apart_by_what_is_in_them(string? entry, string kind, string advice)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (entry is not null)
            {
                archive.CreateEntry(entry);
            }
        }

        AssertRefused(zip.ToArray(), kind, advice);
    }

    /// <summary>The header's length may look like anything: what counts is the object behind it.</summary>
    [Fact]
    public void A_safetensors_file_whose_length_looks_like_another_format_is_read()
    {
        string header = "{\"__metadata__\":{\"a\":\"" + new string(' ', 0x8b1f - 25) + "\"}}";
        Assert.Equal(0x8b1f, header.Length);
        string path = _folder.Write("a", Safetensors.File(header, []));

        using ITensorFile file = TensorFormats.Open(path);

        Assert.Empty(file.Contents);
    }

    private void AssertRefused(byte[] content, string kind, string advice)
    {
        string path = _folder.Write("w", content);
        string message = Assert.Throws<DataFileException>(() => WeightsFile.Load(path, TestNetworks.TwoTensors, new float[12])).Message;
        Assert.StartsWith($"{path}: is {kind}", message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
