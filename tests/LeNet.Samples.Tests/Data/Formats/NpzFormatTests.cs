using System.Buffers.Binary;
using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data.Formats;

/// <summary>Arrays of NumPy.</summary>
public sealed class NpzFormatTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void An_archive_as_that_of_keras_has_both_parts()
    {
        DataSource source = DataFiles.Recognise(DataFiles.Npz(
            _temp["mnist.npz"],
            ("x_train", DataFiles.Npy("|u1", "(3, 2, 2)", DataFiles.Counting(12))),
            ("y_train", DataFiles.Npy("|u1", "(3,)", [2, 0, 1])),
            ("x_test", DataFiles.Npy("|u1", "(1, 2, 2)", [9, 8, 7, 6])),
            ("y_test", DataFiles.Npy("|u1", "(1, 1)", [1]))));

        Assert.Equal("mnist.npz (NumPy arrays)", source.Title);
        Dataset training = source.LoadTraining();
        Assert.Equal((3, 1, 2, 2), (training.Count, training.Channels, training.Height, training.Width));
        Assert.Equal(DataFiles.Counting(12), training.Images.ToArray());
        Assert.Equal([2, 0, 1], training.Labels.ToArray());
        Assert.Equal([9, 8, 7, 6], source.LoadTest().Images.ToArray());
        Assert.Equal([1], source.LoadTest().Labels.ToArray());
    }

    [Fact]
    public void Files_of_one_folder_do_too_and_a_fifth_of_each_class_is_held_out()
    {
        byte[] labels = [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2))];
        DataFiles.Bytes(_temp["set", "images.npy"], DataFiles.Npy("|u1", "(20, 3, 3)", DataFiles.Counting(180)));
        DataFiles.Bytes(_temp["set", "labels.npy"], DataFiles.Npy("|u1", "(20,)", labels));

        DataSource source = DataFiles.Recognise(_temp["set"]);

        Dataset training = source.LoadTraining();
        Dataset test = source.LoadTest();
        Assert.Equal((16, 4), (training.Count, test.Count));
        Assert.Equal((byte[])[0, 0, 1, 1], test.Labels.ToArray().Order());
        byte[][] images = [.. Enumerable.Range(0, 16).Select(i => training.Image(i).ToArray()), .. Enumerable.Range(0, 4).Select(i => test.Image(i).ToArray())];
        Assert.Equal(DataFiles.Counting(180), images.OrderBy(image => image[0]).SelectMany(image => image));
        Assert.Equal(training.Images.ToArray(), DataFiles.Recognise(_temp["set"]).LoadTraining().Images.ToArray());
    }

    [Theory]
    [InlineData("<i8", 8)]
    [InlineData(">i4", 4)]
    [InlineData("<u2", 2)]
    [InlineData("<f4", 4)]
    [InlineData(">f8", 8)]
    [InlineData("|i1", 1)]
    public void Whole_numbers_of_every_type_are_read(string type, int size)
    {
        byte[] bytes = new byte[5 * size];
        for (int i = 0; i < 5; i++)
        {
            Write(bytes.AsSpan(i * size, size), type, i * 25);
        }

        DataFiles.Bytes(_temp["set", "x.npy"], DataFiles.Npy("|u1", "(5, 1, 1)", DataFiles.Counting(5)));
        DataFiles.Bytes(_temp["set", "y.npy"], DataFiles.Npy(type, "(5,)", bytes));
        DataSource source = DataFiles.Recognise(_temp["set"]);

        Assert.Contains("has no class of 5 samples", Assert.Throws<DataFileException>(source.LoadTraining).Message, StringComparison.Ordinal);

        DataFiles.Bytes(_temp["set", "x_train.npy"], DataFiles.Npy("|u1", "(5, 1, 1)", DataFiles.Counting(5)));
        DataFiles.Bytes(_temp["set", "y_train.npy"], DataFiles.Npy(type, "(5,)", bytes));
        DataFiles.Bytes(_temp["set", "x_test.npy"], DataFiles.Npy("|u1", "(5, 1, 1)", DataFiles.Counting(5)));
        DataFiles.Bytes(_temp["set", "y_test.npy"], DataFiles.Npy(type, "(5,)", bytes));
        Assert.Equal([0, 25, 50, 75, 100], DataFiles.Recognise(_temp["set"]).LoadTraining().Labels.ToArray());
    }

    [Fact]
    public void Channels_come_before_rows_whether_they_were_last_or_first()
    {
        byte[] labels = [0];
        string path = DataFiles.Npz(
            _temp["colours.npz"],
            ("train_images", DataFiles.Npy("|u1", "(1, 2, 2, 3)", [1, 2, 3, 11, 12, 13, 21, 22, 23, 31, 32, 33])),
            ("train_labels", DataFiles.Npy("|u1", "(1,)", labels)),
            ("test_images", DataFiles.Npy("|u1", "(1, 3, 2, 2)", DataFiles.Counting(12))),
            ("test_labels", DataFiles.Npy("|u1", "(1,)", labels)));

        DataSource source = DataFiles.Recognise(path);

        Assert.Equal([1, 11, 21, 31, 2, 12, 22, 32, 3, 13, 23, 33], source.LoadTraining().Images.ToArray());
        Assert.Equal(DataFiles.Counting(12), source.LoadTest().Images.ToArray());
        Assert.Equal((3, 2, 2), (source.LoadTest().Channels, source.LoadTest().Height, source.LoadTest().Width));
    }

    [Theory]
    [InlineData("<f4", "(1, 1, 1)", new byte[] { 0, 0, 0, 0x3f }, "holds 0.5, and images and labels are whole numbers from 0 to 255; multiply by 255")]
    [InlineData("<i2", "(1, 1, 1)", new byte[] { 0xff, 0xff }, "holds -1, and")]
    [InlineData("|u1", "(2, 1, 1)", new byte[] { 1 }, "is truncated")]
    [InlineData("|u1", "(1, 1, 1)", new byte[] { 1, 2 }, "goes on after the elements of its shape (1, 1, 1)")]
    [InlineData("<U3", "(1, 1, 1)", new byte[] { 1, 2 }, "holds elements of type <U3; numbers are read")]
    [InlineData("|u1", "(99999, 99999, 9)", new byte[] { 1 }, "is too large: its header gives the shape 99999, 99999, 9")]
    [InlineData("|u1", "(90000, 100, 100)", new byte[] { 1 }, "is truncated: its header gives the shape (90000, 100, 100), more than the file can hold")]
    [InlineData("|u1", "(1,)", new byte[] { 1 }, "has x_train of shape (1); images are (count, height, width)")]
    [InlineData("|u1", "(1, 7)", new byte[] { 1, 2, 3, 4, 5, 6, 7 }, "has x_train of shape (1, 7)")]
    public void What_cannot_be_read_is_one_clear_line(string type, string shape, byte[] content, string problem)
    {
        string path = DataFiles.Npz(_temp["set.npz"], ("x_train", DataFiles.Npy(type, shape, content)), ("y_train", DataFiles.Npy("|u1", "(1,)", [0])));

        Assert.Contains(problem, DataFiles.Problem(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_names_are_listed() => Assert.EndsWith(
        "it has pictures, words",
        DataFiles.Problem(DataFiles.Npz(_temp["set.npz"], ("words", []), ("pictures", []))),
        StringComparison.Ordinal);

    [Fact]
    public void What_is_no_archive_or_array_is_said()
    {
        Assert.Contains("is a damaged .npz file", DataFiles.Problem(DataFiles.Bytes(_temp["a.npz"], [1, 2, 3])), StringComparison.Ordinal);
        Assert.Contains(
            "is no array file of NumPy", DataFiles.Problem(DataFiles.Npz(_temp["b.npz"], ("x", [1, 2, 3]), ("y", [1, 2, 3]))), StringComparison.Ordinal);
        Assert.Contains(
            "column by column", DataFiles.Problem(DataFiles.Npz(_temp["c.npz"], ("x", DataFiles.Npy("|u1", "(1, 2, 2)", new byte[4], fortran: true)), ("y", []))), StringComparison.Ordinal);
        Assert.Contains(
            "has 2 images in x and 3 labels in y",
            DataFiles.Problem(DataFiles.Npz(_temp["d.npz"], ("x", DataFiles.Npy("|u1", "(2, 2, 2)", new byte[8])), ("y", DataFiles.Npy("|u1", "(3,)", new byte[3])))),
            StringComparison.Ordinal);
    }

    private static void Write(Span<byte> element, string type, int value)
    {
        switch (type)
        {
            case "<i8": BinaryPrimitives.WriteInt64LittleEndian(element, value); break;
            case ">i4": BinaryPrimitives.WriteInt32BigEndian(element, value); break;
            case "<u2": BinaryPrimitives.WriteUInt16LittleEndian(element, (ushort)value); break;
            case "<f4": BinaryPrimitives.WriteSingleLittleEndian(element, value); break;
            case ">f8": BinaryPrimitives.WriteDoubleBigEndian(element, value); break;
            default: element[0] = (byte)value; break;
        }
    }
}
