using LeNet.Runtime;

namespace LeNet.Samples.Data.Formats;

/// <summary>A folder with the four IDX files of a published data set whose names are its own, such as EMNIST's and QMNIST's.</summary>
internal sealed class PublishedFormat : IDataFormat
{
    /// <inheritdoc/>
    public string Wanted => "IDX files of EMNIST or QMNIST";

    /// <inheritdoc/>
    public DataSource? Recognise(string path)
    {
        if (!Directory.Exists(path))
        {
            return null;
        }

        DatasetDescription[] found =
        [
            .. DatasetDescription.All.Where(dataset => dataset.TrainingImages.Name != DatasetDescription.Mnist.TrainingImages.Name
                && dataset.Files.All(file => PublishedFiles.IsIn(path, file))),
        ];
        return found switch
        {
            [] => null,
            [var one] => new PublishedData(one, DatasetFiles.LocateAsync(one, path).GetAwaiter().GetResult()),
            _ => throw new DataFileException(path, $"holds several data sets; choose one with --dataset {string.Join(" or ", found.Select(dataset => dataset.Name))}"),
        };
    }
}
