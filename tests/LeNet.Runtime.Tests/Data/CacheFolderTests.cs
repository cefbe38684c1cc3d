using static System.Environment;

namespace LeNet.Runtime.Tests.Data;

public sealed class CacheFolderTests
{
    [Theory]
    [InlineData("/cache", "/cache/lenet")]
    [InlineData("relative", "/home/me/.cache/lenet")]
    [InlineData("", "/home/me/.cache/lenet")]
    [InlineData(null, "/home/me/.cache/lenet")]
    public void Linux_follows_the_XDG_standard(string? variable, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are Unix's.");
        Assert.Equal(folder, CacheFolder.Root(windows: false, macOS: false, name => name == "XDG_CACHE_HOME" ? variable : null, Home("/home/me")));
    }

    [Fact]
    public void MacOS_has_its_own_place()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are Unix's.");
        Assert.Equal("/Users/me/Library/Caches/lenet", CacheFolder.Root(windows: false, macOS: true, _ => "/cache", Home("/Users/me")));
    }

    [Fact]
    public void Windows_has_its_own_place() =>
        Assert.Equal(
            Path.Combine("local", "lenet"),
            CacheFolder.Root(windows: true, macOS: false, _ => "/cache", folder => folder == SpecialFolder.LocalApplicationData ? "local" : ""));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void User_without_a_home_has_none(bool windows, bool macOS) =>
        Assert.Null(CacheFolder.Root(windows, macOS, _ => null, _ => ""));

    private static Func<SpecialFolder, string> Home(string path) => folder => folder == SpecialFolder.UserProfile ? path : "";
}
