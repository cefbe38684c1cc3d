using LeNet.Testing;

namespace LeNet.Samples.Tests.Data;

/// <summary>A program may be built without the code for downloads.</summary>
public sealed class DownloadSupportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_downloads_a_missing_data_set_is_one_clear_error()
    {
        var environment = new[] { "XDG_CACHE_HOME", "HOME", "LOCALAPPDATA" }.ToDictionary(name => name, _ => _folder.Path);
        environment["LENET_DATA"] = "";

        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, "download");

        string error = Assert.Single(lines);
        Assert.Contains("could not be downloaded (this program is built without downloads); put its four files", error, StringComparison.Ordinal);
    }
}
