using System.IO.Compression;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data.Formats;

/// <summary>Tables of images.</summary>
public sealed class CsvFormatTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("label,a,b,c,d", "7,1,2,3,4")]
    [InlineData("a,b,c,d,Class", "1,2,3,4,7")]
    [InlineData("a;b;label;c;d", "1;2;7;3;4")]
    [InlineData("y\ta\tb\tc\td", "7\t1\t2\t3\t4")]
    [InlineData("\"label\",\"a\",\"b\",\"c\",\"d\"", "\"7\",\"1\",2,3,\"4\"")]
    public void A_header_says_which_column_is_the_label(string header, string row)
    {
        DataSource source = Folder([header, row], [header, row]);

        Assert.Equal([1, 2, 3, 4], source.LoadTraining().Images.ToArray());
        Assert.Equal([7], source.LoadTraining().Labels.ToArray());
        Assert.Equal((1, 2, 2), (source.LoadTest().Channels, source.LoadTest().Height, source.LoadTest().Width));
        Assert.Empty(source.ClassNames!);
    }

    [Fact]
    public void Without_a_header_the_first_column_is_the_label()
    {
        DataSource source = Folder(["3,10,20,30,40", "5,50,60,70,80"], ["3,1,1,1,1"]);

        Assert.Equal([3, 5], source.LoadTraining().Labels.ToArray());
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80], source.LoadTraining().Images.ToArray());
    }

    [Fact]
    public void Words_are_classes_with_names_that_are_the_same_in_both_files()
    {
        DataSource source = Folder(["1,2,3,4,pear", "1,2,3,4,apple"], ["1,2,3,4,plum", "1,2,3,4,pear"]);

        Assert.Equal(["apple", "pear", "plum"], source.ClassNames);
        Assert.Equal([1, 0], source.LoadTraining().Labels.ToArray());
        Assert.Equal([2, 1], source.LoadTest().Labels.ToArray());
    }

    [Fact]
    public void A_file_alone_gives_a_fifth_of_each_class_to_the_test_and_may_be_gzip()
    {
        string path = _temp["digits.csv.gz"];
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
        {
            for (int i = 0; i < 10; i++)
            {
                writer.WriteLine($"{i % 2},{i},{i},{i},{i}");
            }
        }

        DataSource source = DataFiles.Recognise(path);

        Assert.Equal("digits.csv.gz, a fifth of it held out for the test", source.Title);
        Assert.Equal((8, 2), (source.LoadTraining().Count, source.LoadTest().Count));
    }

    [Fact]
    public void Three_planes_are_a_colour_image()
    {
        string row = "0," + string.Join(',', DataFiles.Counting(12));
        DataSource source = Folder([row], [row]);

        Assert.Equal((3, 2, 2), (source.LoadTraining().Channels, source.LoadTraining().Height, source.LoadTraining().Width));
    }

    [Theory]
    [InlineData("label,a,b,c,d|1,2,3,4", "line 2: has 4 columns, and the first row 5")]
    [InlineData("label,a,b,c,d|1,2,3,4,5|1,2,256,4,5", "line 3, column 3: '256' is no level of a pixel, a whole number from 0 to 255")]
    [InlineData("label,a,b,c,d|1,2,x,4,5", "line 2, column 3: 'x' is no level of a pixel")]
    [InlineData("label,a,b,c,d|1,2,0.5,4,5", "line 2, column 3: '0.5' is no level of a pixel")]
    [InlineData("label,a,b,c,d|,2,3,4,5", "line 2, column 1: there is no label")]
    [InlineData("label,a,b,c,d,e|1,2,3,4,5,6", "has 5 columns beside the label, which are no square image of one or three channels")]
    [InlineData("label,a,b,c,d", "has no rows")]
    [InlineData("just words", "has one column")]
    public void What_is_wrong_is_named_with_its_line_and_column(string lines, string problem) =>
        Assert.Contains(problem, DataFiles.Problem(DataFiles.Text(_temp["bad.csv"], lines.Split('|'))), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Contains("has no rows", DataFiles.Problem(DataFiles.Bytes(_temp["bad.csv"], [])), StringComparison.Ordinal);

    [Fact]
    public void Too_many_labels_are_probably_another_column() => Assert.Contains(
        "has 300 different labels, such as '1000' and '1001', and at most 256 classes are read",
        DataFiles.Problem(DataFiles.Text(_temp["bad.csv"], ["label,a", .. Enumerable.Range(0, 300).Select(i => $"{1000 + i},1")])),
        StringComparison.Ordinal);

    private DataSource Folder(string[] training, string[] test)
    {
        DataFiles.Text(_temp["set", "fruit_train.csv"], training);
        DataFiles.Text(_temp["set", "fruit_test.csv"], test);
        return DataFiles.Recognise(_temp["set"]);
    }
}
