using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>The data set that a command is to use.</summary>
/// <param name="Published">The data set to look for, or null for the synthetic digits.</param>
/// <param name="Folder">Its folder, or null to look for it.</param>
/// <param name="HasStandIn">Whether the synthetic digits will do if it is nowhere.</param>
internal sealed record DataChoice(DatasetDescription? Published, string? Folder, bool HasStandIn)
{
    /// <summary>The name, on the command line, of whatever <c>--data</c> holds.</summary>
    public const string FilesName = "files";

    /// <summary>The name of the synthetic digits on the command line.</summary>
    public const string SyntheticName = "synthetic";

    /// <summary>All names of data sets.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. DatasetDescription.All.Select(dataset => dataset.Name), SyntheticName, FilesName];

    /// <summary>Whether the folder, or file, may hold a data set of any kind.</summary>
    public bool IsAnyKind { get; private init; }

    /// <summary>Its name on the command line.</summary>
    public string Name => Published?.Name ?? (IsAnyKind ? FilesName : SyntheticName);

    /// <summary>Whether the environment variable <c>LENET_DATA</c> names a folder.</summary>
    public static bool HasFolderVariable => Environment.GetEnvironmentVariable("LENET_DATA") is { Length: > 0 };

    /// <summary>What the options mean.</summary>
    /// <param name="name">One of <see cref="Names"/>, or null for MNIST with the synthetic digits to stand in.</param>
    /// <param name="folder">The folder or file, or null. Whoever names one wants what is in it, and nothing to stand in.</param>
    /// <exception cref="UsageException">A folder is given for the synthetic digits, or none for files.</exception>
    public static DataChoice Of(string? name, string? folder)
    {
        if (name == SyntheticName && folder is not null)
        {
            throw new UsageException($"--data: the {SyntheticName} data set is drawn, not read from a folder; leave out --data or --dataset {SyntheticName}");
        }

        if (name == FilesName)
        {
            return folder is not null
                ? new DataChoice(null, folder, HasStandIn: false) { IsAnyKind = true }
                : throw new UsageException($"--dataset {FilesName} wants --data, the file or folder that holds the data set");
        }

        bool namesFolder = folder is not null || HasFolderVariable;
        return name is null
            ? new DataChoice(DatasetDescription.Mnist, folder, HasStandIn: !namesFolder) { IsAnyKind = folder is not null }
            : new DataChoice(DatasetDescription.Find(name), folder, HasStandIn: false);
    }
}
