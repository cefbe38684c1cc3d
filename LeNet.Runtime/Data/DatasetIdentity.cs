namespace LeNet.Runtime;

/// <summary>Tells published data sets apart, many of which have files of the same names and sizes.</summary>
internal static class DatasetIdentity
{
    /// <summary>The published data set that a folder holds instead of the one looked for, as far as it can be known.</summary>
    /// <param name="folder">The folder, which need not exist.</param>
    /// <param name="dataset">What is looked for.</param>
    /// <param name="known">The data sets that it may be.</param>
    public static DatasetDescription? OtherIn(string folder, DatasetDescription dataset, IEnumerable<DatasetDescription> known)
    {
        IEnumerable<DatasetDescription> others = known.Where(other => other.Name != dataset.Name);
        string?[] paths = DatasetLocator.Find(dataset, folder);
        if (paths.All(path => path is null))
        {
            return others.FirstOrDefault(other => IsIn(folder, other));
        }

        // The test labels alone: they are read in no time.
        return paths[^1] is { } labels && Hash(labels, dataset.TestLabels.Length) is { } hash
            ? others.FirstOrDefault(other => other.TestLabels.Sha256 == hash)
            : null;
    }

    private static bool IsIn(string folder, DatasetDescription dataset)
    {
        string?[] paths = DatasetLocator.Find(dataset, folder);
        return !paths.Contains(null) && (dataset.TestLabels.Sha256 is not { } hash || Hash(paths[^1]!, dataset.TestLabels.Length) == hash);
    }

    /// <summary>The SHA-256 of a file's decompressed content, or null if it has another length or cannot be read, which is found out later.</summary>
    private static string? Hash(string path, long length)
    {
        try
        {
            using FileStream file = RegularFile.Open(path);
            using Stream content = DataFileReader.Expand(file, leaveOpen: false);
            byte[] buffer = new byte[length + 1];
            if (content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) != length)
            {
                return null;
            }

            var hash = new Sha256();
            hash.Append(buffer.AsSpan(0, (int)length));
            return hash.Finish();
        }
        catch (Exception exception) when (exception is DataFileException or InvalidDataException || FileErrors.IsFileError(exception))
        {
            return null;
        }
    }
}
