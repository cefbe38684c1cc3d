using LeNet.Runtime.Tests.Downloads;

namespace LeNet.Runtime.Tests.Data;

public sealed class DatasetLocatorTests : IDisposable
{
    private static readonly DatasetDescription Noise = TestDataset.Description;

    private readonly TempFolder _folder = new();
    private readonly TempFolder _cache = new();

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte")]
    [InlineData("train-images.idx3-ubyte.gz")]
    public async Task Folder_may_spell_the_names_in_four_ways(string name)
    {
        Fill(_folder.Path);
        File.Delete(_folder.File("train-images-idx3-ubyte"));
        _folder.Write(name, Idx.Images(2, 3, 4));
        _folder.Write("train-labels-idx1-ubyte", Idx.Labels(1, 0));

        DatasetFiles files = await Locate(_folder.Path);

        Assert.Equal(_folder.File(name), files.TrainingImages);
        Assert.Equal(_folder.File("t10k-labels-idx1-ubyte"), files.TestLabels);
        Assert.Equal((2, 3, 4), (files.LoadTraining().Count, files.LoadTraining().Height, files.LoadTraining().Width));
        Assert.Equal(100, files.LoadTest().Count);
    }

    [Fact]
    public async Task Decompressed_files_go_before_compressed_ones()
    {
        Fill(_folder.Path);
        _folder.Write("train-images-idx3-ubyte.gz", []);

        Assert.Equal(_folder.File("train-images-idx3-ubyte"), (await Locate(_folder.Path)).TrainingImages);
    }

    [Fact]
    public async Task Folder_goes_before_the_variable_and_the_variable_before_the_cache()
    {
        using var named = new TempFolder();
        Fill(_folder.Path);
        Fill(named.Path);
        Fill(_cache.File("noise"));

        Assert.Equal(_folder.File("t10k-labels-idx1-ubyte"), (await Locate(_folder.Path, named.Path)).TestLabels);
        Assert.Equal(named.File("t10k-labels-idx1-ubyte"), (await Locate(null, named.Path)).TestLabels);
        Assert.Equal(_cache.File(Path.Combine("noise", "t10k-labels-idx1-ubyte")), (await Locate(null, "")).TestLabels);
    }

    [Fact]
    public async Task Folder_that_lacks_files_is_an_error_that_names_them()
    {
        Fill(_folder.Path);
        File.Delete(_folder.File("train-images-idx3-ubyte"));
        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));

        var error = await Assert.ThrowsAsync<DataFileException>(() => Locate(_folder.Path));
        Assert.Equal(
            $"{_folder.Path}: lacks train-images-idx3-ubyte, t10k-labels-idx1-ubyte; put them there, with or without .gz",
            error.Message);

        error = await Assert.ThrowsAsync<DataFileException>(() => Locate(null, _folder.Path));
        Assert.Contains("(the folder that LENET_DATA names)", error.Message);
        Assert.Equal(2, _folder.Files.Length);
    }

    [Fact]
    public async Task Missing_folder_is_an_error()
    {
        string folder = _folder.File("none");

        var error = await Assert.ThrowsAsync<DataFileException>(() => Locate(folder));

        Assert.StartsWith($"{folder}: no such folder; it should hold train-images-idx3-ubyte, ", error.Message);
    }

    [Fact]
    public async Task User_without_a_home_is_told_what_to_do()
    {
        var locator = new DatasetLocator { Variable = _ => null, CacheRoot = null, Handler = new FakeMirrors() };

        var error = await Assert.ThrowsAsync<DataFileException>(
            () => locator.LocateAsync(Noise, null, null, TestContext.Current.CancellationToken));

        Assert.Contains("name the folder of its files with --data or LENET_DATA", error.Message);
    }

    [Fact]
    public async Task What_the_cache_lacks_is_downloaded()
    {
        Fill(_cache.File("noise"));
        File.Delete(_cache.File(Path.Combine("noise", "t10k-labels-idx1-ubyte")));
        var mirrors = new FakeMirrors();

        var locator = new DatasetLocator { Variable = _ => null, CacheRoot = _cache.Path, Handler = mirrors };
        DatasetFiles files = await locator.LocateAsync(Noise, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(["http://one.test/noise/t10k-labels-idx1-ubyte.gz"], mirrors.Requests);
        Assert.Equal(100, files.LoadTest().Count);
    }

    [Fact]
    public void Data_sets_are_found_by_name()
    {
        Assert.Same(DatasetDescription.Mnist, DatasetDescription.Find("mnist"));
        Assert.Null(DatasetDescription.Find("noise"));
        Assert.All(DatasetDescription.All, dataset => Assert.Same(dataset, DatasetDescription.Find(dataset.Name)));
    }

    private static void Fill(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (DatasetFile file in Noise.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), TestDataset.Content(file.Name));
        }
    }

    private Task<DatasetFiles> Locate(string? folder, string? variable = null)
    {
        var locator = new DatasetLocator
        {
            Variable = name => name == "LENET_DATA" ? variable : null,
            CacheRoot = _cache.Path,
            Handler = new FakeMirrors { Respond = (_, _) => throw new InvalidOperationException("No request is due.") },
        };
        return locator.LocateAsync(Noise, folder, null, TestContext.Current.CancellationToken);
    }
}
