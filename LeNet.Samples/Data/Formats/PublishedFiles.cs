using LeNet.Runtime;

namespace LeNet.Samples.Data.Formats;

/// <summary>Files of published data sets.</summary>
internal static class PublishedFiles
{
    /// <summary>Whether a file is in a folder, gzip or not.</summary>
    public static bool IsIn(string folder, DatasetFile file)
    {
        string path = Path.Combine(folder, file.Name);
        return File.Exists(path) || File.Exists(path + ".gz");
    }
}
