using System.Net;
using LeNet.Runtime.Tests.Data;
using static LeNet.Runtime.Tests.Downloads.FakeMirrors;

namespace LeNet.Runtime.Tests.Downloads;

public sealed class DatasetDownloadTests : IDisposable
{
    private const string Url1 = "http://one.test/noise/train-images-idx3-ubyte.gz";
    private const string Url2 = "http://two.test/train-images-idx3-ubyte.gz";
    private const string Part = "train-images-idx3-ubyte.gz.part";

    private static readonly DatasetDescription Noise = TestDataset.Description;
    private static readonly byte[] Packed = TestDataset.Packed("train-images-idx3-ubyte");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Func<CancellationToken, Task> ConnectionReset => _ => throw new IOException("Connection reset by peer");

    [Fact]
    public async Task All_files_are_put_in_their_places_decompressed()
    {
        var mirrors = new FakeMirrors();
        var progress = new List<DownloadProgress>();
        string folder = _folder.File(Path.Combine("cache", "noise"));
        var downloader = new DatasetDownloader(Noise, folder) { Handler = mirrors, Progress = new Recorder(progress) };

        await downloader.DownloadAsync(Noise.Files, TestContext.Current.CancellationToken);

        Assert.Equal(4, Directory.GetFiles(folder).Length);
        Assert.All(Noise.Files, file => Assert.Equal(TestDataset.Content(file.Name), File.ReadAllBytes(Path.Combine(folder, file.Name))));
        Assert.Equal(Noise.Files.Select(file => $"http://one.test/noise/{file.Name}.gz"), mirrors.Requests);

        DownloadProgress[] first = [.. progress.Where(report => report.Number == 1)];
        Assert.Equal(new DownloadProgress("train-images-idx3-ubyte", 1, 4, 0, null), first[0]);
        Assert.Equal(new DownloadProgress("train-images-idx3-ubyte", 1, 4, 0, Packed.Length), first[1]);
        Assert.Equal(new DownloadProgress("train-images-idx3-ubyte", 1, 4, Packed.Length, Packed.Length), first[^1]);
        Assert.Equal(first.Select(report => report.Bytes).Order(), first.Select(report => report.Bytes));
        Assert.Equal((4, 4), (progress[^1].Number, progress[^1].Count));
    }

    [Fact]
    public async Task Broken_connection_is_resumed_where_it_broke()
    {
        var mirrors = new FakeMirrors
        {
            Respond = (request, number) => number < 3 ? Broken(Serve(request), 60_000, ConnectionReset) : null,
        };

        await Download(mirrors);

        Assert.Equal([Url1, $"{Url1} bytes=60000-", $"{Url1} bytes=120000-"], mirrors.Requests);
    }

    [Fact]
    public async Task Connection_that_ends_early_without_an_error_is_resumed()
    {
        var mirrors = new FakeMirrors
        {
            Respond = (request, number) => number == 1 ? Broken(Serve(request), 60_000, _ => Task.CompletedTask) : null,
        };

        await Download(mirrors);

        Assert.Equal([Url1, $"{Url1} bytes=60000-"], mirrors.Requests);
    }

    [Fact]
    public async Task Part_of_an_earlier_process_is_resumed()
    {
        _folder.Write(Part, Packed[..100_000]);
        var mirrors = new FakeMirrors();
        var progress = new List<DownloadProgress>();

        await Download(mirrors, progress);

        Assert.Equal([$"{Url1} bytes=100000-"], mirrors.Requests);
        Assert.Equal((100_000, Packed.Length), (progress[1].Bytes, progress[1].TotalBytes));
    }

    [Fact]
    public async Task Server_that_ignores_ranges_is_read_from_the_start()
    {
        _folder.Write(Part, Packed[..100_000]);
        var mirrors = new FakeMirrors { Respond = (_, _) => Answer(HttpStatusCode.OK, Packed) };

        await Download(mirrors);

        Assert.Single(mirrors.Requests);
    }

    [Fact]
    public async Task Server_that_serves_another_range_is_asked_for_everything()
    {
        _folder.Write(Part, Packed[..100_000]);
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) =>
            {
                HttpResponseMessage response = Serve(request);
                if (response.Content.Headers.ContentRange is not null)
                {
                    response.Content.Headers.ContentRange = new(0, 9, Packed.Length);
                }

                return response;
            },
        };

        await Download(mirrors);

        Assert.Equal([$"{Url1} bytes=100000-", Url1], mirrors.Requests);
    }

    [Fact]
    public async Task Part_that_is_longer_than_the_file_is_given_up()
    {
        _folder.Write(Part, [.. Packed, 1]);
        var mirrors = new FakeMirrors();

        await Download(mirrors);

        Assert.Equal([$"{Url1} bytes={Packed.Length + 1}-", Url1], mirrors.Requests);
    }

    [Fact]
    public async Task Part_that_is_longer_than_the_file_can_be_is_given_up_unasked()
    {
        _folder.Write(Part, new byte[Noise.TrainingImages.Length * 2]);
        var mirrors = new FakeMirrors();

        await Download(mirrors);

        Assert.Equal([Url1], mirrors.Requests);
    }

    [Fact]
    public async Task Part_of_other_bytes_is_found_out_and_received_anew()
    {
        _folder.Write(Part, new byte[100_000]);
        var mirrors = new FakeMirrors();

        await Download(mirrors);

        Assert.Equal([$"{Url1} bytes=100000-", Url1], mirrors.Requests);
    }

    [Fact]
    public async Task Missing_file_is_taken_from_the_second_mirror()
    {
        _folder.Write(Part, Packed[..100_000]);
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) => request.RequestUri!.Host == "one.test" ? Answer(HttpStatusCode.NotFound, new byte[50]) : null,
        };

        await Download(mirrors);

        Assert.Equal([$"{Url1} bytes=100000-", $"{Url2} bytes=100000-"], mirrors.Requests);
    }

    [Fact]
    public async Task Mirror_that_always_breaks_off_is_left_for_the_second()
    {
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) => request.RequestUri!.Host == "one.test" ? Broken(Serve(request), 1000, ConnectionReset) : null,
        };

        await Download(mirrors);

        Assert.Equal(7, mirrors.Requests.Count);
        Assert.Equal($"{Url2} bytes=6000-", mirrors.Requests[^1]);
    }

    [Fact]
    public async Task Mirror_that_falls_silent_is_left_for_the_second()
    {
        var clock = new ManualClock();
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) => request.RequestUri!.Host != "one.test" ? null : Broken(Serve(request), 0, token =>
            {
                clock.Expire(HttpTransfer.Patience);
                return Task.Delay(Timeout.Infinite, token);
            }),
        };

        await Download(mirrors, clock: clock);

        Assert.Equal([Url1, Url2], mirrors.Requests);
    }

    [Fact]
    public async Task Silence_is_reported_as_such()
    {
        var clock = new ManualClock();
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) => Broken(Serve(request), 0, token =>
            {
                clock.Expire(HttpTransfer.Patience);
                return Task.Delay(Timeout.Infinite, token);
            }),
        };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Download(mirrors, clock: clock));

        Assert.Contains($"{Url1}: no answer in time", error.Message);
    }

    [Fact]
    public async Task Content_with_another_hash_is_refused()
    {
        byte[] content = [.. TestDataset.Content("train-images-idx3-ubyte")];
        content[500] ^= 1;
        await AssertRefused(Idx.Gzip(content), "serves a file whose SHA-256 is ");
    }

    [Fact]
    public Task Content_of_another_size_is_refused() =>
        AssertRefused(Idx.Gzip(TestDataset.Content("train-images-idx3-ubyte")[..^1]), "serves a file of 180015 bytes instead of 180016");

    [Fact]
    public Task Content_that_expands_too_far_is_cut_off() =>
        AssertRefused(Idx.Gzip(new byte[20_000_000]), "serves a file of more than 180016 bytes");

    [Fact]
    public Task Content_that_is_too_long_is_not_received() =>
        AssertRefused(new byte[1_000_000], "serves more than the 206614 bytes that the file can have");

    [Fact]
    public async Task Content_of_unknown_length_is_cut_off()
    {
        // Without a length, and without end.
        var mirrors = new FakeMirrors
        {
            Respond = (_, _) => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) },
        };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Download(mirrors));

        Assert.Contains("serves more than the 206614 bytes that the file can have", error.Message);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public Task Content_that_is_damaged_is_refused()
    {
        byte[] damaged = [.. Packed];
        damaged[100_000] ^= 255;
        damaged[^6] ^= 1;
        return AssertRefused(damaged, "serves a ");
    }

    [Fact]
    public async Task Content_that_was_decompressed_on_the_way_is_taken()
    {
        var mirrors = new FakeMirrors { Respond = (request, _) => Serve(request, TestDataset.Content("train-images-idx3-ubyte")) };

        await Download(mirrors);
    }

    [Fact]
    public async Task Without_a_network_one_line_says_which_files_to_put_where()
    {
        var mirrors = new FakeMirrors { Respond = (request, _) => throw new HttpRequestException($"Name or service not known ({request.RequestUri!.Host}:80)") };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Download(mirrors));

        Assert.Equal(_folder.Path, error.Path);
        Assert.Equal(
            $"{_folder.Path}: Noise could not be downloaded ({Url1}: Name or service not known (one.test:80); {Url2}: Name or service not known (two.test:80)); " +
            "put its four files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into this folder, compressed or not, " +
            "or name a folder that holds them with --data or LENET_DATA; they are published at http://one.test/noise/ and http://two.test/",
            error.Message);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Cancelling_keeps_what_has_arrived_for_the_next_time()
    {
        using var cancel = new CancellationTokenSource();
        var mirrors = new FakeMirrors
        {
            Respond = (request, _) => Broken(Serve(request), 60_000, async token =>
            {
                await cancel.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }),
        };
        var downloader = new DatasetDownloader(Noise, _folder.Path) { Handler = mirrors };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.DownloadAsync(Noise.Files, cancel.Token));

        Assert.Equal([Part], _folder.Files);
        Assert.Equal(Packed[..60_000], File.ReadAllBytes(_folder.File(Part)));
    }

    [Fact]
    public async Task Folder_that_cannot_be_made_is_an_error()
    {
        string folder = Path.Combine(_folder.Write("file", []), "noise");
        var downloader = new DatasetDownloader(Noise, folder) { Handler = new FakeMirrors() };

        var error = await Assert.ThrowsAsync<DataFileException>(() => downloader.DownloadAsync(Noise.Files, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{folder}: the folder for Noise cannot be made: ", error.Message);
    }

    [Fact]
    public async Task Two_downloads_at_once_do_the_work_once()
    {
        var mirrors = new FakeMirrors();
        Task? second = null;
        var slow = new FakeMirrors
        {
            Respond = (request, _) =>
            {
                // The first holds the part while the second begins.
                second = Download(mirrors);
                return null;
            },
        };

        await Download(slow);
        await second!;

        Assert.Single(slow.Requests);
        Assert.Empty(mirrors.Requests);
        Assert.Equal(["train-images-idx3-ubyte"], _folder.Files);
    }

    private async Task AssertRefused(byte[] served, string problem)
    {
        var mirrors = new FakeMirrors { Respond = (request, _) => Serve(request, served) };

        var error = await Assert.ThrowsAsync<DataFileException>(() => Download(mirrors));

        Assert.Contains($"{Url1}: {problem}", error.Message);
        Assert.Contains($"{Url2}: {problem}", error.Message);
        Assert.Equal([Url1, Url2], mirrors.Requests);
        Assert.Empty(_folder.Files);
    }

    /// <summary>Downloads the training images and checks that they alone are there.</summary>
    private async Task Download(FakeMirrors mirrors, List<DownloadProgress>? progress = null, TimeProvider? clock = null)
    {
        var downloader = new DatasetDownloader(Noise, _folder.Path)
        {
            Handler = mirrors,
            Progress = progress is null ? null : new Recorder(progress),
            Clock = clock ?? TimeProvider.System,
        };
        await downloader.DownloadAsync([Noise.TrainingImages], TestContext.Current.CancellationToken);
        Assert.Equal(["train-images-idx3-ubyte"], _folder.Files);
        Assert.Equal(TestDataset.Content("train-images-idx3-ubyte"), File.ReadAllBytes(_folder.File("train-images-idx3-ubyte")));
    }

    private sealed class Recorder(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
