using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Data.Description;
using LeNet.Samples.Prediction;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples;

/// <summary>Draws pictures of what a network has learned and does.</summary>
internal interface IPictures
{
    /// <summary>Draws the pictures that there is something for, into a folder that exists; each file is there whole or not at all.</summary>
    /// <param name="subject">What they show.</param>
    /// <param name="folder">Where they go.</param>
    /// <returns>The files' names.</returns>
    /// <exception cref="DataFileException">A file cannot be written.</exception>
    /// <exception cref="FailureException">This machine cannot draw.</exception>
    IReadOnlyList<string> Draw(PictureSubject subject, string folder);

    /// <summary>Draws images with their labels, and the first of them through every layer.</summary>
    /// <param name="networks">The network, or several whose probabilities were averaged; the layers are those of the first.</param>
    /// <param name="images">The images, at least one; the first <see cref="PictureSupport.MostPredictions"/> are drawn.</param>
    /// <param name="folder">Where they go.</param>
    /// <returns>The files' names.</returns>
    /// <exception cref="DataFileException">A file cannot be written.</exception>
    /// <exception cref="FailureException">This machine cannot draw.</exception>
    IReadOnlyList<string> Draw(NetworkSet networks, IReadOnlyList<PredictedImage> images, string folder);

    /// <summary>Draws training images beside what distortions make of them.</summary>
    /// <param name="images">The images.</param>
    /// <param name="folder">Where the picture goes.</param>
    /// <returns>The file's name.</returns>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    /// <exception cref="FailureException">This machine cannot draw.</exception>
    string Draw(AugmentedImages images, string folder);

    /// <summary>Draws images of each class of a data set.</summary>
    /// <param name="facts">What the data set is.</param>
    /// <param name="training">Its training images.</param>
    /// <param name="folder">Where the picture goes.</param>
    /// <returns>The file's name.</returns>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    /// <exception cref="FailureException">This machine cannot draw.</exception>
    string Draw(DatasetFacts facts, Dataset training, string folder);

    /// <summary>Draws how validation depends on each option of a sweep.</summary>
    /// <param name="chart">What it shows, one panel at least.</param>
    /// <param name="folder">Where the picture goes.</param>
    /// <returns>The file's name.</returns>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    /// <exception cref="FailureException">This machine cannot draw.</exception>
    string Draw(SweepChart chart, string folder);
}

/// <summary>An image and what the network takes it for.</summary>
/// <param name="Source">The file it is from, without its folder; empty if it is from none.</param>
/// <param name="Index">Which image of the file it is, or null if that has no other.</param>
/// <param name="Image">Its bytes, as the network takes them.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probabilities">The probability of every class.</param>
internal sealed record PredictedImage(string Source, int? Index, byte[] Image, int Label, float[] Probabilities)
{
    /// <summary>The file that it is from, or null.</summary>
    public string? Path { get; init; }

    /// <summary>Where in its picture it is, or null.</summary>
    public DigitPlace? Place { get; init; }

    /// <summary>Its name for people.</summary>
    public string Name => Index is not { } index ? Source : string.Create(CultureInfo.InvariantCulture, $"image {index}") + (Source.Length > 0 ? $" of {Source}" : "");
}

/// <summary>What pictures of a test show.</summary>
/// <param name="Network">The network; of several the first, whose kernels and layers are shown.</param>
/// <param name="Title">What was tested on what, for people: "LeNet5 on MNIST".</param>
/// <param name="Test">The images that it was tested on.</param>
/// <param name="Evaluation">The outcome of the test.</param>
/// <param name="Epochs">The epochs that it was trained for, if it was now.</param>
/// <param name="Threads">Threads to compute on; 0 for as many as help.</param>
internal sealed record PictureSubject(
    Network Network, string Title, Dataset Test, Evaluation Evaluation, IReadOnlyList<EpochReport> Epochs, int Threads)
{
    /// <summary>The network, or all that were tested together.</summary>
    public NetworkSet Networks { get => field ?? NetworkSet.Of(Network); init; }
}

/// <summary>The pictures that this program can draw. The native executable is built without them.</summary>
internal static partial class PictureSupport
{
    /// <summary>Loss and accuracy after each epoch.</summary>
    public const string Curves = "curves.png";

    /// <summary>How often each class was taken for each.</summary>
    public const string Confusion = "confusion.png";

    /// <summary>The most confident errors.</summary>
    public const string Mistakes = "mistakes.png";

    /// <summary>The kernels of the first convolution.</summary>
    public const string Filters = "filters.png";

    /// <summary>One image through every layer.</summary>
    public const string Features = "features.png";

    /// <summary>Images with their labels.</summary>
    public const string Predictions = "predictions.png";

    /// <summary>A picture with a box around each of its digits.</summary>
    public const string Digits = "digits.png";

    /// <summary>Training images beside what distortions make of them.</summary>
    public const string Augmented = "augmented.png";

    /// <summary>Images of each class of a data set.</summary>
    public const string Dataset = "dataset.png";

    /// <summary>Validation accuracy by the options of a sweep.</summary>
    public const string Sweep = "sweep.png";

    /// <summary>Most images that <see cref="Predictions"/> shows.</summary>
    public const int MostPredictions = 40;

    /// <summary>The names of a run's pictures.</summary>
    public static IReadOnlyList<string> All { get; } = [Curves, Confusion, Mistakes, Filters, Features];

    /// <summary>Who draws them, or null in a program built without.</summary>
    public static IPictures? Find()
    {
        IPictures? pictures = null;
        Add(ref pictures);
        return pictures;
    }

    static partial void Add(ref IPictures? pictures);
}
