using LeNet.Runtime;
using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Images;

/// <summary>Every usual PNG and JPEG is read; everything else is one clear line.</summary>
public sealed class ImageReaderTests
{
    public static TheoryData<string> Files => [.. Scene.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_scene_looks_the_same_in_every_encoding(string name)
    {
        GreyImage picture = ImageReader.Read(Scene.File(name));

        Scene.Check(picture, name == "grey2.png" ? 170 : 128);
    }

    [Fact]
    public void There_are_files_of_both_kinds_with_all_that_is_special()
    {
        Assert.Equal(
            ["baseline.jpg", "cmyk-progressive.jpg", "cmyk.jpg", "grey-alpha.png", "grey.jpg", "grey16.png", "grey2.png", "interlaced.png", "palette.png", "progressive.jpg", "rgb16.png", "transparent.png"],
            Scene.Names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_photo_is_turned_as_its_exif_says(byte orientation)
    {
        // Store the scene as a camera held that way would, by the meaning of the tag: which side row 0 and column 0 are.
        GreyImage upright = ImageReader.Read(Scene.File("grey16.png"));
        bool swaps = orientation >= 5;
        (int width, int height) = swaps ? (Scene.Height, Scene.Width) : (Scene.Width, Scene.Height);
        byte[] stored = new byte[width * height];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                (int x, int y) = orientation switch
                {
                    1 => (column, row),
                    2 => (Scene.Width - 1 - column, row),
                    3 => (Scene.Width - 1 - column, Scene.Height - 1 - row),
                    4 => (column, Scene.Height - 1 - row),
                    5 => (row, column),
                    6 => (Scene.Width - 1 - row, column),
                    7 => (Scene.Width - 1 - row, Scene.Height - 1 - column),
                    _ => (row, Scene.Height - 1 - column),
                };
                stored[(row * width) + column] = upright.Values[(y * Scene.Width) + x];
            }
        }

        byte[] jpeg = PictureBytes.WithOrientation(Photo.Encode(new GreyImage(width, height, stored), SKEncodedImageFormat.Jpeg, 95), orientation);

        Scene.Check(ImageReader.Read(jpeg));
    }

    /// <summary>The chunk eXIf, before the pixels or behind them, in either order of bytes.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_png_is_turned_as_its_exif_says(bool before, bool little)
    {
        GreyImage upright = ImageReader.Read(Scene.File("grey16.png"));
        byte[] stored = new byte[Scene.Width * Scene.Height];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = upright.Values[stored.Length - 1 - i]; // upside down: 3
        }

        byte[] png = Photo.Encode(new GreyImage(Scene.Width, Scene.Height, stored));

        Scene.Check(ImageReader.Read(PictureBytes.WithExif(png, 3, before, little)));
        Assert.Equal(stored, ImageReader.Read(PictureBytes.WithExif(png, 9, before, little)).Values); // no orientation
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Webp_is_read(SKEncodedImageFormat format) =>
        Scene.Check(ImageReader.Read(Photo.Encode(ImageReader.Read(Scene.File("grey16.png")), format, 100)), tolerance: 20);

    [Fact]
    public void Bmp_is_read() => Scene.Check(ImageReader.Read(PictureBytes.Bmp(ImageReader.Read(Scene.File("grey16.png")))));

    /// <summary>Two frames of one pixel, white and black: the first counts.</summary>
    [Fact]
    public void Of_a_gif_the_first_frame_is_read()
    {
        byte[] gif = Convert.FromHexString(
            "47494638396101000100800000ffffff000000" + "21f904000a000000" + "2c0000000001000100000202440100" + "21f904000a000000" + "2c00000000010001000002024c0100" + "3b");

        GreyImage read = ImageReader.Read(gif);

        Assert.Equal((1, 1, (byte)255), (read.Width, read.Height, read.Values[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    public void Ink_on_transparent_paper_is_seen_be_it_dark_or_light(byte ink)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(20, 10, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(3, 2, new SKColor(ink, ink, ink));
        bitmap.SetPixel(4, 2, new SKColor(ink, ink, ink, 128));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        GreyImage read = ImageReader.Read(png.ToArray());

        byte paper = (byte)(255 - ink);
        Assert.Equal([paper, ink], [read.Values[0], read.Values[(2 * 20) + 3]]);
        Assert.InRange(read.Values[(2 * 20) + 4], 126, 129);
    }

    [Fact]
    public void Large_photos_are_read_at_a_reduced_size_with_their_shape()
    {
        var photo = new GreyImage(4000, 3000, new byte[4000 * 3000]);

        GreyImage read = ImageReader.Read(Photo.Encode(photo, SKEncodedImageFormat.Jpeg));

        Assert.InRange(read.Width * read.Height, 500_000, 2_000_000);
        Assert.Equal(4 / 3.0, read.Width / (double)read.Height, 2);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("47494638396101000100", "is a damaged GIF picture")]
    [InlineData("424d1234", "is a damaged BMP picture")]
    [InlineData("524946460000000057454250", "is a damaged WebP picture")]
    [InlineData("000000186674797068656963", "seems to be HEIC, the photos of iPhones")]
    [InlineData("0000001c6674797061766966", "seems to be AVIF")]
    [InlineData("0000000c6a5020200d0a870a", "seems to be JPEG 2000")]
    [InlineData("0000000c4a584c200d0a870a", "seems to be JPEG XL")]
    [InlineData("384250530001", "seems to be PSD")]
    [InlineData("000001000100", "seems to be ICO")]
    [InlineData("49492a0008000000", "seems to be TIFF")]
    [InlineData("255044462d", "seems to be PDF")]
    [InlineData("01", "is no PNG or JPEG picture: it begins with 0x01")]
    [InlineData("89504e470d0a1a0a", "is a damaged PNG picture")]
    [InlineData("89504e470d0a1a0a0000000d49484452", "is a damaged PNG picture")]
    [InlineData("ffd8ff", "is a damaged JPEG picture")]
    [InlineData("ffd8ffe000104a464946", "is a damaged JPEG picture")]
    public void What_is_no_picture_is_said_to_be_none(string content, string problem)
    {
        var exception = Assert.Throws<ImageException>(() => ImageReader.Read(Convert.FromHexString(content)));

        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_truncated_picture_is_refused_wherever_it_ends(string name)
    {
        byte[] content = Scene.File(name);
        int refused = 0;
        for (int length = 0; length < content.Length; length++)
        {
            try
            {
                Scene.Check(ImageReader.Read(content.AsSpan(0, length)), name == "grey2.png" ? 170 : 128);
            }
            catch (ImageException)
            {
                refused++;
            }
        }

        // What ends after the last pixel, before the mark of the end, is whole.
        Assert.InRange(refused, content.Length - 30, content.Length);
    }

    [Theory]
    [InlineData(1_000_000, 1_000_000, "is too large")]
    [InlineData(0x7fffffff, 0x7fffffff, "is a damaged PNG picture")]
    [InlineData(65_535, 65_535, "is too large")]
    [InlineData(70_000, 1, "is too large")]
    [InlineData(8_000, 8_000, "is truncated")]
    public void A_small_png_that_claims_to_be_gigantic_takes_no_memory(uint width, uint height, string problem)
    {
        byte[] content = PictureBytes.Png(width, height, 100);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<ImageException>(() => ImageReader.Read(content));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 100_000);
    }

    [Theory]
    [InlineData(65_000, 65_000, "is too large")]
    [InlineData(8_000, 8_000, "is truncated")]
    public void A_small_jpeg_that_claims_to_be_gigantic_takes_no_memory(ushort width, ushort height, string problem)
    {
        byte[] content = PictureBytes.WithSize(Scene.File("baseline.jpg"), width, height);

        long before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<ImageException>(() => ImageReader.Read(content));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
        Assert.InRange(allocated, 0, 100_000);
    }

    [Fact]
    public void A_picture_that_expands_beyond_its_size_is_read_no_further()
    {
        // 64 rows of one byte and the filter's; then a hundred megabytes that no row takes.
        byte[] bomb = PictureBytes.Png(8, 64, 100_000_000);

        GreyImage picture = ImageReader.Read(bomb);

        Assert.Equal((8, 64), (picture.Width, picture.Height));
    }

    [Fact]
    public void Limits_hold_for_bytes_and_for_pixels()
    {
        byte[] content = Scene.File("grey16.png");

        Assert.Contains("at most", Assert.Throws<ImageException>(() => ImageReader.Read(content, new ImageLimits(content.Length, (60 * 40) - 1))).Message, StringComparison.Ordinal);
        Assert.StartsWith("is larger than", Assert.Throws<ImageException>(() => ImageReader.Read(content, new ImageLimits(content.Length - 1, 60 * 40))).Message, StringComparison.Ordinal);
        Scene.Check(ImageReader.Read(content, new ImageLimits(content.Length, 60 * 40)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stream_is_read_to_its_end_but_not_beyond_the_limit(bool seekable)
    {
        byte[] content = Scene.File("interlaced.png");
        using Stream stream = seekable ? new MemoryStream(content) : new Trickle(content);
        Scene.Check(ImageReader.Read(stream));

        using Stream endless = new Trickle(new byte[1 << 20]);
        Assert.StartsWith("is larger than", Assert.Throws<ImageException>(() => ImageReader.Read(endless, new ImageLimits(1000, 1000))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_named_by_its_path()
    {
        using var temp = new TempFolder();
        File.WriteAllBytes(temp["a.png"], Scene.File("palette.png"));
        File.WriteAllBytes(temp["b.png"], [1, 2, 3]);

        Scene.Check(ImageReader.Read(temp["a.png"]));
        Assert.StartsWith($"{temp["b.png"]}: is no PNG or JPEG picture", Assert.Throws<DataFileException>(() => ImageReader.Read(temp["b.png"])).Message, StringComparison.Ordinal);
        Assert.Equal($"{temp["c.png"]}: no such file", Assert.Throws<DataFileException>(() => ImageReader.Read(temp["c.png"])).Message);
        Assert.Equal($"{temp.Path}: is a folder, not a file", Assert.Throws<DataFileException>(() => ImageReader.Read(temp.Path)).Message);
        Assert.Throws<DataFileException>(() => ImageReader.Read("a\0b"));
    }

    /// <summary>A stream of unknown length that gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));
    }
}
