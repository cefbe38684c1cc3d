namespace LeNet.Runtime.Tests.Data;

public sealed class IdxImagesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_raw_and_gzip_whatever_the_name_says(bool gzip)
    {
        byte[] file = Idx.Images(3, 4, 5);
        string path = _folder.Write(gzip ? "images" : "images.gz", gzip ? Idx.Gzip(file) : file);

        IdxImages images = IdxImages.Read(path);

        Assert.Equal((3, 1, 4, 5), (images.Count, images.Channels, images.Height, images.Width));
        Assert.Equal(Idx.Counting(60), images.Pixels.ToArray());
        Assert.Equal(Idx.Counting(60)[20..40], images.Image(1).ToArray());
    }

    [Fact]
    public void Reads_channels_from_a_header_of_four_sizes()
    {
        string path = _folder.Write("images", Idx.File([2, 3, 4, 5], Idx.Counting(120)));

        IdxImages images = IdxImages.Read(path);

        Assert.Equal((2, 3, 4, 5), (images.Count, images.Channels, images.Height, images.Width));
        Assert.Equal(Idx.Counting(120)[60..], images.Image(1).ToArray());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 3)]
    public void Limit_takes_the_first_images(int limit, int count)
    {
        string path = _folder.Write("images", Idx.Gzip(Idx.Images(3, 4, 5)));

        IdxImages images = IdxImages.Read(path, limit);

        Assert.Equal(Idx.Counting(count * 20), images.Pixels.ToArray());
    }

    [Fact]
    public void Sizes_that_no_memory_holds_fail_at_once() =>
        AssertError(Idx.File([1u << 31, 28, 28], [1, 2, 3, 4]), "is too large: its header gives 2147483648×28×28 bytes");

    [Fact]
    public void Product_of_sizes_does_not_wrap_around() =>
        AssertError(Idx.File([1u << 16, 1u << 16, 1u << 31, 1u << 31], []), "is too large");

    [Fact]
    public void Raw_file_shorter_than_its_header_promises_is_not_allocated_for() =>
        AssertError(Idx.File([2_000_000, 28, 28], [1]), "is truncated: its header promises 1568000016 bytes, but it has 17");

    [Fact]
    public void Gzip_file_too_small_for_what_its_header_promises_is_not_allocated_for() =>
        AssertError(Idx.Gzip(Idx.File([2_000_000, 28, 28], [1])), "is truncated: its header promises 1568000016 bytes, more than");

    [Fact]
    public void Reading_allocates_the_content_once()
    {
        byte[] packed = Idx.Gzip(Idx.File([1000, 100, 100], new byte[10_000_000]));
        string path = _folder.Write("images", packed);
        IdxImages.Read(path); // warms up

        long before = GC.GetAllocatedBytesForCurrentThread();
        IdxImages.Read(path);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 10_000_000, 10_100_000);
    }

    [Fact]
    public void Gzip_content_beyond_the_header_is_an_error() =>
        AssertError(Idx.Gzip(Idx.File([1, 2, 2], new byte[100_000_000])), "goes on after the 20 bytes that its header promises");

    [Fact]
    public void Raw_bytes_beyond_the_header_are_an_error() =>
        AssertError(Idx.File([1, 2, 2], new byte[5]), "is 21 bytes long, but its header promises 20");

    [Fact]
    public void Gzip_content_shorter_than_the_header_promises_is_an_error() =>
        AssertError(Idx.Gzip(Idx.File([1, 2, 2], new byte[3])), "is truncated: it ends after 19 of 20 bytes of decompressed content");

    [Fact]
    public void Gzip_file_cut_anywhere_is_an_error()
    {
        byte[] packed = Idx.Gzip(Idx.Images(3, 4, 5));
        for (int length = 3; length < packed.Length; length++)
        {
            AssertError(packed[..length], ": ");
        }
    }

    [Fact]
    public void Gzip_cut_in_its_trailer_is_an_error() =>
        AssertError(Idx.Gzip(Idx.Images(3, 4, 5))[..^1], "does not end as a gzip file does: it is truncated");

    /// <summary>RFC 1952, 2.2: members simply follow each other; zeros behind them are what tapes and block devices leave.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5000)]
    [InlineData(2, 0)]
    [InlineData(2, 17)]
    [InlineData(3, 20_000)]
    public void Gzip_of_several_members_or_with_zeros_behind_is_read(int members, int zeros)
    {
        byte[] file = Idx.Images(300, 4, 5);
        int part = (file.Length / members) + 1;
        byte[] packed = [.. file.Chunk(part).SelectMany(Idx.Gzip), .. new byte[zeros]];

        IdxImages images = IdxImages.Read(_folder.Write("images", packed));

        Assert.Equal(file[16..], images.Pixels);
    }

    /// <summary>As gzip itself writes them, with a file's name and more in the header.</summary>
    [Fact]
    public void Gzip_headers_may_have_names_and_comments()
    {
        byte[] file = Idx.Images(3, 4, 5);
        byte[] plain = Idx.Gzip(file[..20]);
        byte[] named = [0x1f, 0x8b, 8, 0x1c, .. plain[4..10], 2, 0, 7, 7, .. "name\0"u8, .. "comment\0"u8, .. plain[10..]];

        Assert.Equal(file[16..], IdxImages.Read(_folder.Write("images", [.. named, .. Idx.Gzip(file[20..])])).Pixels);
    }

    [Fact]
    public void The_second_of_two_members_cut_in_its_trailer_is_an_error()
    {
        byte[] file = Idx.Images(3, 4, 5);
        byte[] packed = [.. Idx.Gzip(file[..30]), .. Idx.Gzip(file[30..])];
        for (int cut = 1; cut <= 8; cut++)
        {
            AssertError(packed[..^cut], "does not end as a gzip file does");
        }
    }

    [Fact]
    public void Bytes_after_gzip_are_an_error() =>
        AssertError([.. Idx.Gzip(Idx.Images(3, 4, 5)), 1, 2, 3], "has bytes after its end");

    [Fact]
    public void Gzip_with_a_wrong_checksum_is_an_error()
    {
        byte[] packed = Idx.Gzip(Idx.Images(3, 4, 5));
        packed[^6] ^= 1;
        AssertError(packed, "is a damaged gzip file");
    }

    [Theory]
    [InlineData(0, 2, 2)]
    [InlineData(2, 0, 2)]
    [InlineData(2, 2, 0)]
    public void Zero_sizes_are_an_error(uint count, uint height, uint width) =>
        AssertError(Idx.File([count, height, width], []), $"is empty: its header gives the size {count}×{height}×{width}");

    [Fact]
    public void Other_formats_are_an_error() =>
        AssertError([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4], "is not an IDX file of images (magic number 0x00000803 or 0x00000804): it begins with 0x89504e47");

    [Fact]
    public void Labels_in_place_of_images_are_an_error() =>
        AssertError(Idx.Labels(1, 2, 3), "is an IDX file of labels (magic number 0x00000801), not of images");

    [Fact]
    public void Other_dimensions_are_an_error() =>
        AssertError(Idx.File([2, 2], new byte[4]), "is an IDX file of 2 dimensions");

    [Theory]
    [InlineData(0x09, new byte[] { 1, 2, 3, 127 }, new byte[] { 1, 2, 3, 127 })]
    [InlineData(0x0b, new byte[] { 0, 1, 0, 2, 0, 255, 0, 0 }, new byte[] { 1, 2, 255, 0 })]
    [InlineData(0x0c, new byte[] { 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 255, 0, 0, 0, 0 }, new byte[] { 1, 2, 255, 0 })]
    [InlineData(0x0d, new byte[] { 0x3f, 0x80, 0, 0, 0x40, 0, 0, 0, 0x43, 0x7f, 0, 0, 0, 0, 0, 0 }, new byte[] { 1, 2, 255, 0 })]
    [InlineData(0x0e, new byte[] { 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0x40, 0x6f, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, new byte[] { 1, 2, 255, 0 })]
    public void Levels_of_every_element_type_are_read(byte elementType, byte[] content, byte[] levels)
    {
        string path = _folder.Write("images", Idx.File([1, 2, 2], content, elementType));

        Assert.Equal(levels, IdxImages.Read(path).Pixels);
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0, 0xff }, "holds -1 in item 1, and only whole numbers from 0 to 255 are read")]
    [InlineData(0x0b, new byte[] { 1, 0, 0, 0 }, "holds 256 in item 0")]
    [InlineData(0x0d, new byte[] { 0x3f, 0, 0, 0, 0, 0, 0, 0 }, "holds 0.5 in item 0")]
    [InlineData(0x0d, new byte[] { 0x7f, 0xc0, 0, 0, 0, 0, 0, 0 }, "holds NaN in item 0")]
    public void Other_numbers_are_an_error(byte elementType, byte[] content, string problem) =>
        AssertError(Idx.File([2, 1, 1], content, elementType), problem);

    [Fact]
    public void Large_items_are_converted_piece_by_piece()
    {
        byte[] content = [.. Enumerable.Range(0, 20_000).SelectMany(i => (byte[])[0, (byte)(i % 251)])];
        string path = _folder.Write("images", Idx.File([2, 100, 100], content, elementType: 0x0b));

        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (byte)(i % 251)), IdxImages.Read(path).Pixels.ToArray());
    }

    [Fact]
    public void Unknown_element_types_are_an_error() =>
        AssertError(Idx.File([1, 2, 2], new byte[16], elementType: 0x0a), "there is no element type 0x0a");

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(11)]
    public void File_that_ends_in_its_header_is_an_error(int length) =>
        AssertError(Idx.Images(1, 2, 2)[..length], "is truncated: it ends after");

    [Fact]
    public void Missing_file_is_an_error()
    {
        string path = _folder.File("none");
        Assert.Equal($"{path}: no such file", Assert.Throws<DataFileException>(() => IdxImages.Read(path)).Message);
    }

    [Fact]
    public void Folder_is_an_error() =>
        Assert.Equal($"{_folder.Path}: is a folder, not a file", Assert.Throws<DataFileException>(() => IdxImages.Read(_folder.Path)).Message);

    [Fact]
    public void Empty_path_is_an_error() =>
        Assert.Contains("is not a path", Assert.Throws<DataFileException>(() => IdxImages.Read("")).Message);

    [Fact]
    public void Require_compares_with_the_network()
    {
        IdxImages images = IdxImages.Read(_folder.Write("images", Idx.Images(3, 4, 5)));

        images.Require(TestNetworks.Classifier(1, 4, 5, 10));
        var error = Assert.Throws<DataFileException>(() => images.Require(TestNetworks.Classifier(1, 5, 4, 10)));
        Assert.Equal($"{images.Path}: holds images of 1×4×5 (channels×height×width), but the network Tiny takes 1×5×4", error.Message);
    }

    private void AssertError(byte[] file, string problem)
    {
        string path = _folder.Write("images", file);
        var error = Assert.Throws<DataFileException>(() => IdxImages.Read(path));
        Assert.Equal(path, error.Path);
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(problem, error.Message);
    }
}
