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
    public async Task Who_tests_alone_needs_no_training_files()
    {
        Fill(_folder.Path);
        File.Delete(_folder.File("train-images-idx3-ubyte"));
        File.Delete(_folder.File("train-labels-idx1-ubyte"));

        DatasetFiles files = await Locate(_folder.Path, part: DatasetPart.Test);

        Assert.Equal(100, files.LoadTest().Count);
        Assert.EndsWith("train-images-idx3-ubyte: no such file", Assert.Throws<DataFileException>(files.LoadTraining).Message, StringComparison.Ordinal);
        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));
        var error = await Assert.ThrowsAsync<DataFileException>(() => Locate(_folder.Path, part: DatasetPart.Test));
        Assert.Equal($"{_folder.Path}: lacks t10k-labels-idx1-ubyte; put them there, with or without .gz", error.Message);
    }

    /// <summary>datasets.MNIST(root) keeps the files in root/MNIST/raw.</summary>
    [Theory]
    [InlineData("root", "root/Noise/raw")]
    [InlineData("root/Noise", "root/Noise/raw")]
    [InlineData("root/Noise/raw", "root/Noise/raw")]
    public async Task Folders_of_torchvision_are_found(string named, string held)
    {
        Fill(_folder.File(held));
        DatasetDescription noise = Noise with { TorchvisionFolder = "Noise/raw" };

        foreach (DatasetFiles files in (DatasetFiles[])[await Locate(_folder.File(named), null, noise), await Locate(null, _folder.File(named), noise)])
        {
            Assert.Equal(Path.GetFullPath(_folder.File(held)), Path.GetFullPath(Path.GetDirectoryName(files.TestLabels)!));
            Assert.Equal(100, files.LoadTest().Count);
        }
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
    public async Task Variable_may_name_a_folder_of_data_sets()
    {
        Fill(_folder.Path);
        Fill(_folder.File("noise"));

        Assert.Equal(_folder.File(Path.Combine("noise", "t10k-labels-idx1-ubyte")), (await Locate(null, _folder.Path)).TestLabels);
    }

    [Fact]
    public async Task Folder_of_another_data_set_is_an_error_by_option_and_passed_over_by_variable()
    {
        Fill(_folder.Path);
        Fill(_cache.File("static"));
        DatasetDescription other = Noise with { Name = "static", Title = "Static", TestLabels = Noise.TestLabels with { Sha256 = new string('0', 64) } };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Locate(_folder.Path, null, other));
        Assert.Equal($"{_folder.Path}: holds Noise, not Static; ask for it with --dataset noise, or name another folder", error.Message);

        Assert.Equal(_cache.File(Path.Combine("static", "t10k-labels-idx1-ubyte")), (await Locate(null, _folder.Path, other)).TestLabels);
    }

    [Fact]
    public async Task Folder_of_a_data_set_with_other_names_is_passed_over_too()
    {
        Fill(_folder.Path);
        DatasetDescription other = TestDataset.Archived;
        Directory.CreateDirectory(_cache.File(other.Name));
        foreach (DatasetFile file in other.Files)
        {
            File.WriteAllBytes(_cache.File(Path.Combine(other.Name, file.Name)), [1]);
        }

        Assert.StartsWith(_cache.Path, (await Locate(null, _folder.Path, other)).TestLabels, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_of_the_system_goes_before_the_cache_if_it_is_whole()
    {
        DatasetDescription packaged = Noise with { SystemFolder = _folder.Path };
        Fill(_folder.Path);
        Fill(_cache.File("noise"));

        Assert.Equal(_folder.File("train-images-idx3-ubyte"), (await Locate(null, null, packaged)).TrainingImages);

        File.Delete(_folder.File("t10k-labels-idx1-ubyte"));
        Assert.StartsWith(_cache.Path, (await Locate(null, null, packaged)).TrainingImages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_stored_column_by_column_are_turned_when_read()
    {
        Fill(_folder.Path);
        DatasetDescription columnMajor = Noise with { IsColumnMajor = true };

        Dataset expected = (await Locate(_folder.Path)).LoadTest();
        Dataset test = (await Locate(_folder.Path, null, columnMajor)).LoadTest();

        for (int i = 0; i < 100 * 30 * 30; i++)
        {
            (int image, int row, int column) = (i / 900, i / 30 % 30, i % 30);
            Assert.Equal(expected.Image(image)[(row * 30) + column], test.Image(image)[(column * 30) + row]);
        }
    }

    [Fact]
    public async Task Images_stored_column_by_column_must_be_square()
    {
        Fill(_folder.Path);
        _folder.Write("train-images-idx3-ubyte", Idx.Images(2, 3, 4));
        _folder.Write("train-labels-idx1-ubyte", Idx.Labels(1, 0));

        DatasetFiles files = await Locate(_folder.Path, null, Noise with { IsColumnMajor = true });

        Assert.Contains("holds images of 3×4, but those of this data set are square", Assert.Throws<DataFileException>(files.LoadTraining).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fashion-mnist", 60_000, 10_000)]
    [InlineData("kmnist", 60_000, 10_000)]
    [InlineData("emnist-digits", 240_000, 40_000)]
    [InlineData("emnist-letters", 124_800, 20_800)]
    [InlineData("emnist-balanced", 112_800, 18_800)]
    [InlineData("emnist-byclass", 697_932, 116_323)]
    [InlineData("emnist-bymerge", 697_932, 116_323)]
    [InlineData("emnist-mnist", 60_000, 10_000)]
    public void Relatives_of_MNIST_have_its_form(string name, int training, int test)
    {
        DatasetDescription dataset = DatasetDescription.Find(name)!;

        Assert.Equal([16 + (784L * training), 8 + training, 16 + (784L * test), 8 + test], dataset.Files.Select(file => file.Length));
        Assert.All(dataset.Mirrors, mirror => Assert.EndsWith("/", mirror.AbsolutePath, StringComparison.Ordinal));
        Assert.All(dataset.Files, file => Assert.Single(Hashes(dataset, file), hash => hash?.Length == 64));

        static IEnumerable<string?> Hashes(DatasetDescription dataset, DatasetFile file) => [file.Sha256, file.PackedSha256, dataset.Archive?.Sha256];
    }

    [Fact]
    public async Task Debian_s_files_are_those_published()
    {
        DatasetDescription dataset = DatasetDescription.FashionMnist;
        Assert.SkipUnless(Directory.Exists(dataset.SystemFolder), "Debian's package dataset-fashion-mnist is not installed.");
        var locator = new DatasetLocator { Variable = _ => null, CacheRoot = _cache.Path };

        DatasetFiles files = await locator.LocateAsync(dataset, null, null, TestContext.Current.CancellationToken);

        foreach ((string path, DatasetFile published) in ((string[])[files.TrainingImages, files.TrainingLabels, files.TestImages, files.TestLabels]).Zip(dataset.Files))
        {
            using FileStream file = RegularFile.Open(path);
            using Stream content = DataFileReader.Expand(file, leaveOpen: false);
            using var hash = new HashStream();
            content.CopyTo(hash);
            Assert.Equal((published.Length, published.Sha256), (hash.Length, hash.Finish()));
        }
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

    private Task<DatasetFiles> Locate(string? folder, string? variable = null, DatasetDescription? dataset = null, DatasetPart part = DatasetPart.Both)
    {
        var locator = new DatasetLocator
        {
            Variable = name => name == "LENET_DATA" ? variable : null,
            CacheRoot = _cache.Path,
            Known = [Noise],
            Handler = new FakeMirrors { Respond = (_, _) => throw new InvalidOperationException("No request is due.") },
        };
        return locator.LocateAsync(dataset ?? Noise, folder, null, TestContext.Current.CancellationToken, part);
    }
}
