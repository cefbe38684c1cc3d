using LeNet.Runtime;
using LeNet.Samples.Files;

namespace LeNet.Samples.Data.Formats;

/// <summary>The kinds of files that data sets come in, beside the four IDX files of MNIST.</summary>
internal static partial class DataFormats
{
    private static readonly IReadOnlyList<IDataFormat> All = Create();

    /// <summary>Takes a path for the first kind that it can be.</summary>
    /// <param name="path">A file or folder.</param>
    /// <returns>The data set, or null if the path is a folder that holds nothing of these kinds, or files of MNIST's names.</returns>
    /// <exception cref="DataFileException">There is nothing at the path, it is a file of another kind, or it cannot be read.</exception>
    public static DataSource? Recognise(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new DataFileException(path, "no such file or folder");
        }

        try
        {
            return HoldsMnist(path) ? null
                : All.Select(format => format.Recognise(path)).FirstOrDefault(source => source is not null) ?? (File.Exists(path) ? throw Unknown(path) : null);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }
    }

    private static List<IDataFormat> Create()
    {
        List<IDataFormat> formats = [new PublishedFormat(), new CifarFormat()];
        AddOthers(formats);
        return formats;
    }

    /// <summary>Adds those that take libraries which the native executable is built without.</summary>
    static partial void AddOthers(List<IDataFormat> formats);

    private static bool HoldsMnist(string folder) => DatasetDescription.Mnist.Files.Any(file => PublishedFiles.IsIn(folder, file));

    /// <summary>That a path holds nothing of these kinds.</summary>
    public static DataFileException Unknown(string path) => new(path, $"holds no data set that is read: {string.Join(", ", All.Select(format => format.Wanted))}, or MNIST's four IDX files");
}
