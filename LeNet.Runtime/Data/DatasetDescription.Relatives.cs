namespace LeNet.Runtime;

/// <content>Data sets in the form of MNIST: 28×28, grey, ten classes.</content>
public sealed partial record DatasetDescription
{
    /// <summary>
    /// Pictures of clothes: 60,000 to train and 10,000 to test (H. Xiao, K. Rasul, R. Vollgraf 2017).
    /// Debian's package <c>dataset-fashion-mnist</c> has them.
    /// </summary>
    public static DatasetDescription FashionMnist { get; } = new()
    {
        Name = "fashion-mnist",
        Title = "Fashion-MNIST",
        TorchvisionFolder = "FashionMNIST/raw",
        TrainingImages = new("train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        TrainingLabels = new("train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        TestImages = new("t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        TestLabels = new("t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        SystemFolder = "/usr/share/datasets/fashion-mnist",
        Mirrors =
        [
            new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            new("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
        ],
    };

    /// <summary>Cursive Japanese characters: 60,000 to train and 10,000 to test (T. Clanuwat and others 2018).</summary>
    public static DatasetDescription Kmnist { get; } = new()
    {
        Name = "kmnist",
        Title = "KMNIST",
        TorchvisionFolder = "KMNIST/raw",
        TrainingImages = new("train-images-idx3-ubyte", 47_040_016, null)
        {
            PackedSha256 = "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
        },
        TrainingLabels = new("train-labels-idx1-ubyte", 60_008, null)
        {
            PackedSha256 = "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
        },
        TestImages = new("t10k-images-idx3-ubyte", 7_840_016, null)
        {
            PackedSha256 = "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
        },
        TestLabels = new("t10k-labels-idx1-ubyte", 10_008, null)
        {
            PackedSha256 = "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c",
        },
        Mirrors =
        [
            new("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
            new("http://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
        ],
    };

    /// <summary>
    /// MNIST's digits once more, made anew from the originals, with all 60,000 test digits (C. Yadav, L. Bottou 2019). Its labels are a table of
    /// which the first column is the class.
    /// </summary>
    public static DatasetDescription Qmnist { get; } = new()
    {
        Name = "qmnist",
        Title = "QMNIST",
        TorchvisionFolder = "QMNIST/raw",
        TrainingImages = new("qmnist-train-images-idx3-ubyte", 47_040_016, null),
        TrainingLabels = new("qmnist-train-labels-idx2-int", 1_920_012, null),
        TestImages = new("qmnist-test-images-idx3-ubyte", 47_040_016, null),
        TestLabels = new("qmnist-test-labels-idx2-int", 1_920_012, null),
        Mirrors = [new("https://raw.githubusercontent.com/facebookresearch/qmnist/master/")],
    };
}
