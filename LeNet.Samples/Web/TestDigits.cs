using LeNet.Runtime;

namespace LeNet.Samples.Web;

/// <summary>The test set, to choose digits from.</summary>
internal sealed class TestDigits
{
    private readonly int[][] _indicesByLabel;

    /// <summary>Sorts the images by their labels.</summary>
    /// <param name="images">The test set.</param>
    /// <param name="title">Its name for people.</param>
    /// <param name="classes">Classes of the network.</param>
    public TestDigits(Dataset images, string title, int classes)
    {
        (Images, Title) = (images, title);
        byte[] labels = images.Labels.ToArray();
        _indicesByLabel = [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, labels.Length).Where(i => labels[i] == label).ToArray())];
    }

    /// <summary>The images.</summary>
    public Dataset Images { get; }

    /// <summary>The name for people.</summary>
    public string Title { get; }

    /// <summary>How many images each class has.</summary>
    public IEnumerable<int> Counts => _indicesByLabel.Select(indices => indices.Length);

    /// <summary>The index of any image, or null if there is none.</summary>
    public int? Any() => Images.Count == 0 ? null : Random.Shared.Next(Images.Count);

    /// <summary>The index of any image of a class, or null if there is none.</summary>
    public int? AnyOf(int label) =>
        (uint)label < (uint)_indicesByLabel.Length && _indicesByLabel[label] is { Length: > 0 } indices ? indices[Random.Shared.Next(indices.Length)] : null;
}
