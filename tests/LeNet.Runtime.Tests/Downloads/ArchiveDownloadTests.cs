using LeNet.Runtime.Tests.Data;
using static LeNet.Runtime.Tests.Downloads.FakeMirrors;

namespace LeNet.Runtime.Tests.Downloads;

/// <summary>Data sets that are published in one zip file, or of which only the compressed files' hashes are known.</summary>
public sealed class ArchiveDownloadTests : IDisposable
{
    private static readonly byte[] Zip = TestDataset.Zip(name => name, TestDataset.Packed);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_files_wanted_are_taken_from_the_archive_and_nothing_else_is_left()
    {
        DatasetDescription dataset = TestDataset.ArchivedIn(Zip);
        var mirrors = new FakeMirrors { Respond = (request, _) => Serve(request, Zip) };

        await Download(dataset, mirrors);

        Assert.Equal(["http://one.test/noise/all.zip"], mirrors.Requests);
        Assert.Equal(dataset.Files.Select(file => file.Name).Order(StringComparer.Ordinal), _folder.Files);
        Assert.All(dataset.Files, file => Assert.Equal(TestDataset.Content(file.Name["noise-".Length..]), File.ReadAllBytes(_folder.File(file.Name))));
    }

    [Fact]
    public async Task A_part_of_the_archive_is_resumed()
    {
        _folder.Write("all.zip.part", Zip[..50_000]);
        var mirrors = new FakeMirrors { Respond = (request, _) => Serve(request, Zip) };

        await Download(TestDataset.ArchivedIn(Zip), mirrors);

        Assert.Equal(["http://one.test/noise/all.zip bytes=50000-"], mirrors.Requests);
        Assert.Equal(4, _folder.Files.Length);
    }

    [Fact]
    public Task An_archive_of_another_hash_is_refused()
    {
        byte[] other = [.. Zip];
        other[1000] ^= 1;
        return AssertRefused(TestDataset.ArchivedIn(Zip), other, "serves a file whose SHA-256 is ");
    }

    [Fact]
    public Task An_archive_of_another_length_is_refused() =>
        AssertRefused(TestDataset.ArchivedIn(Zip), Zip[..^1], $"serves a file of {Zip.Length - 1} bytes instead of {Zip.Length}");

    [Fact]
    public Task An_archive_that_is_too_long_is_not_received() =>
        AssertRefused(TestDataset.ArchivedIn(Zip), [.. Zip, 1], $"serves more than the {Zip.Length} bytes that the file can have");

    [Fact]
    public Task An_archive_that_lacks_a_file_is_refused()
    {
        byte[] zip = TestDataset.Zip(name => name.Replace("t10k", "test", StringComparison.Ordinal), TestDataset.Packed);
        return AssertRefused(TestDataset.ArchivedIn(zip), zip, "serves an archive without inner/noise-t10k-images-idx3-ubyte.gz", left: 2);
    }

    [Fact]
    public Task A_file_that_expands_too_far_is_cut_off()
    {
        byte[] zip = TestDataset.Zip(name => name, _ => Idx.Gzip(new byte[20_000_000]));
        return AssertRefused(TestDataset.ArchivedIn(zip), zip, "serves a file of more than 180016 bytes");
    }

    [Fact]
    public Task A_file_in_it_that_is_no_gzip_is_refused()
    {
        byte[] zip = TestDataset.Zip(name => name, _ => [1, 2, 3]);
        return AssertRefused(TestDataset.ArchivedIn(zip), zip, "serves a damaged archive");
    }

    [Fact]
    public Task What_is_no_archive_is_refused() =>
        AssertRefused(TestDataset.ArchivedIn(new byte[1000]), new byte[1000], "serves a damaged archive");

    [Fact]
    public async Task A_compressed_file_is_checked_by_its_own_hash_where_that_alone_is_known()
    {
        byte[] packed = TestDataset.Packed("t10k-labels-idx1-ubyte");
        DatasetFile file = TestDataset.Description.TestLabels with { Sha256 = null, PackedSha256 = Hash(packed) };
        DatasetDescription dataset = TestDataset.Description with { TestLabels = file };

        await new DatasetDownloader(dataset, _folder.Path) { Handler = new FakeMirrors() }.DownloadAsync([file], TestContext.Current.CancellationToken);
        Assert.Equal(TestDataset.Content(file.Name), File.ReadAllBytes(_folder.File(file.Name)));

        File.Delete(_folder.File(file.Name));
        DatasetFile other = file with { PackedSha256 = new string('0', 64) };
        var error = await Assert.ThrowsAsync<DataFileException>(
            () => new DatasetDownloader(dataset, _folder.Path) { Handler = new FakeMirrors() }.DownloadAsync([other], TestContext.Current.CancellationToken));
        Assert.Contains($"serves a file whose SHA-256 is {file.PackedSha256} instead of {other.PackedSha256}", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    private async Task AssertRefused(DatasetDescription dataset, byte[] served, string problem, int left = 0)
    {
        var mirrors = new FakeMirrors { Respond = (request, _) => Serve(request, served) };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Download(dataset, mirrors));

        Assert.Contains("http://one.test/noise/all.zip: " + problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("published at http://one.test/noise/all.zip and http://two.test/all.zip", error.Message, StringComparison.Ordinal);
        Assert.Equal(left, _folder.Files.Length);
    }

    private Task Download(DatasetDescription dataset, FakeMirrors mirrors) =>
        new DatasetDownloader(dataset, _folder.Path) { Handler = mirrors }.DownloadAsync(dataset.Files, TestContext.Current.CancellationToken);

    private static string Hash(byte[] content)
    {
        var hash = new Sha256();
        hash.Append(content);
        return hash.Finish();
    }
}
