namespace LeNet.Web.Tests.Browser;

/// <summary>The Chromium on this machine's path, such as Debian's. Nothing is downloaded.</summary>
internal static class InstalledChromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Where it is; null if there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Why there is none.</summary>
    public static string WhyNot { get; } = $"no browser is on the path: {string.Join(", ", Names)}; apt-get install chromium";

    /// <summary>Root, as in a container, cannot have Chromium's sandbox. It sees this repository's pages only.</summary>
    public static string[] Arguments { get; } = Environment.UserName == "root" ? ["--no-sandbox"] : [];
}
