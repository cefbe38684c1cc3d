using LeNet.Runtime;

namespace LeNet.Testing.Host;

/// <summary>What a program that is built without downloads does about a missing data set.</summary>
internal static class DownloadRun
{
    /// <summary>Looks for a data set with downloads switched off.</summary>
    /// <returns>The error.</returns>
    public static async Task<string> WithoutDownloads()
    {
        AppContext.SetSwitch("LeNet.Downloads", false);
        try
        {
            await DatasetFiles.LocateAsync(DatasetDescription.Kmnist);
            return "found";
        }
        catch (DataFileException exception)
        {
            return exception.Message;
        }
    }
}
