namespace LeNet.Runtime.Tests.Data;

public sealed class DatasetTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loads_images_with_their_labels()
    {
        Dataset dataset = Load(Idx.Gzip(Idx.Images(3, 4, 5)), Idx.Labels(9, 0, 4));

        Assert.Equal((3, 1, 4, 5), (dataset.Count, dataset.Channels, dataset.Height, dataset.Width));
        Assert.Equal([9, 0, 4], dataset.Labels.ToArray());
        Assert.Equal(Idx.Counting(60)[40..], dataset.Image(2).ToArray());
    }

    [Fact]
    public void Counts_must_agree()
    {
        var error = Assert.Throws<DataFileException>(() => Load(Idx.Images(3, 4, 5), Idx.Labels(9, 0)));

        Assert.Equal($"{_folder.File("labels")}: holds 2 labels, but {_folder.File("images")} holds 3 images", error.Message);
    }

    [Fact]
    public void Of_a_table_of_labels_the_first_column_is_the_class()
    {
        byte[] table = Idx.File([2, 3], [0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 3, 0xe8, 0, 0, 0, 9, 0, 0, 0, 2, 0, 0, 0, 3], elementType: 0x0c);

        Assert.Equal([7, 9], Load(Idx.Images(2, 4, 5), table).Labels.ToArray());
    }

    [Fact]
    public void Labels_may_begin_with_one()
    {
        string images = _folder.Write("images", Idx.Images(3, 4, 5));
        string labels = _folder.Write("labels", Idx.Labels(1, 26, 2));

        Assert.Equal([0, 25, 1], new DatasetFiles(images, labels, images, labels) { FirstLabel = 1 }.LoadTest().Labels.ToArray());
        labels = _folder.Write("labels", Idx.Labels(1, 0, 2));
        var error = Assert.Throws<DataFileException>(() => new DatasetFiles(images, labels, images, labels) { FirstLabel = 1 }.LoadTraining());
        Assert.Equal($"{labels}: has label 0 for image 1, but those of this data set begin with 1", error.Message);
    }

    [Fact]
    public void Files_may_not_be_swapped()
    {
        string images = _folder.Write("images", Idx.Images(3, 4, 5));
        string labels = _folder.Write("labels", Idx.Labels(1, 2, 3));

        var error = Assert.Throws<DataFileException>(() => Dataset.Load(labels, images));
        Assert.Contains($"{labels}: is an IDX file of labels", error.Message);
        error = Assert.Throws<DataFileException>(() => Dataset.Load(images, images));
        Assert.Contains($"{images}: is an IDX file of images (magic number 0x00000803), not of labels", error.Message);
    }

    [Fact]
    public void Require_takes_what_fits()
    {
        Load(Idx.Images(3, 4, 5), Idx.Labels(9, 0, 4)).Require(TestNetworks.Classifier(1, 4, 5, 10));
        Load(Idx.Images(2, 1, 1), Idx.Labels(255, 0)).Require(TestNetworks.Classifier(1, 1, 1, 256));
    }

    [Fact]
    public void Require_names_the_file_and_the_label_outside_the_classes()
    {
        Dataset dataset = Load(Idx.Images(3, 4, 5), Idx.Labels(9, 0, 11));

        var error = Assert.Throws<DataFileException>(() => dataset.Require(TestNetworks.Classifier(1, 4, 5, 10)));

        Assert.Equal($"{_folder.File("labels")}: image 2 has label 11, but the network Tiny has 10 classes (labels 0 to 9)", error.Message);
    }

    [Fact]
    public void Require_checks_the_last_class_too()
    {
        Dataset dataset = Load(Idx.Images(2, 1, 1), Idx.Labels(254, 255));

        Assert.Throws<DataFileException>(() => dataset.Require(TestNetworks.Classifier(1, 1, 1, 255)));
    }

    [Fact]
    public void Require_names_the_file_of_images_of_another_size()
    {
        Dataset dataset = Load(Idx.Images(3, 4, 5), Idx.Labels(9, 0, 4));

        var error = Assert.Throws<DataFileException>(() => dataset.Require(TestNetworks.Classifier(3, 4, 5, 10)));

        Assert.Equal($"{_folder.File("images")}: holds images of 1×4×5 (channels×height×width), but the network Tiny takes 3×4×5", error.Message);
    }

    [Fact]
    public void Require_of_a_data_set_in_memory_is_an_argument_error()
    {
        var dataset = new Dataset(new byte[2], [0, 3], 1, 1, 1);

        var error = Assert.Throws<ArgumentException>(() => dataset.Require(TestNetworks.Classifier(1, 1, 1, 3)));
        Assert.Contains("image 1 has label 3", error.Message);
        error = Assert.Throws<ArgumentException>(() => dataset.Require(TestNetworks.Classifier(1, 1, 2, 4)));
        Assert.Contains("holds images of 1×1×1", error.Message);
    }

    private Dataset Load(byte[] images, byte[] labels) =>
        Dataset.Load(_folder.Write("images", images), _folder.Write("labels", labels));
}
