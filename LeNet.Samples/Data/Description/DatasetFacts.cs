using LeNet.Runtime;

namespace LeNet.Samples.Data.Description;

/// <summary>What a data set is.</summary>
/// <param name="Title">Its name, with what its files were taken for.</param>
/// <param name="Path">Where it is, or null.</param>
/// <param name="Shape">Channels, rows and columns of an image.</param>
/// <param name="Training">The part to train on.</param>
/// <param name="Test">The part to test on.</param>
/// <param name="ClassNames">The names of its classes, or none.</param>
/// <param name="Copies">Images of the test part that are in the training part too.</param>
/// <param name="Contradictions">Images of the training part that are there once more with another label.</param>
internal sealed record DatasetFacts(
    string Title, string? Path, IReadOnlyList<int> Shape, PartFacts Training, PartFacts Test, IReadOnlyList<string> ClassNames, int Copies, int Contradictions)
{
    /// <summary>Classes from 0 to the last that any part has.</summary>
    public int Classes => Math.Max(Math.Max(Training.Classes.Count, Test.Classes.Count), ClassNames.Count);

    /// <summary>Looks at all of it.</summary>
    /// <exception cref="DataFileException">It cannot be read.</exception>
    public static DatasetFacts Of(DataSource source)
    {
        Dataset training = source.LoadTraining();
        Dataset test = source.LoadTest();
        if ((training.Channels, training.Height, training.Width) != (test.Channels, test.Height, test.Width))
        {
            throw new DataFileException(
                source.Folder ?? source.Title, $"has training images of {training.Channels}×{training.Height}×{training.Width} and test images of {test.Channels}×{test.Height}×{test.Width} (channels×height×width)");
        }

        var labels = new Dictionary<UInt128, byte>(training.Count);
        int contradictions = 0;
        for (int i = 0; i < training.Count; i++)
        {
            UInt128 image = ImageHash.Of(training.Image(i));
            if (!labels.TryAdd(image, training.Labels[i]) && labels[image] != training.Labels[i])
            {
                contradictions++;
            }
        }

        int copies = Enumerable.Range(0, test.Count).Count(i => labels.ContainsKey(ImageHash.Of(test.Image(i))));
        return new DatasetFacts(
            source.Title, source.Folder, [training.Channels, training.Height, training.Width], PartFacts.Of(training), PartFacts.Of(test), source.ClassNames ?? [], copies, contradictions);
    }
}
