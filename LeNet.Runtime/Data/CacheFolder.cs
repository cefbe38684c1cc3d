namespace LeNet.Runtime;

/// <summary>The user's folder for files that can be had again.</summary>
internal static class CacheFolder
{
    /// <summary>
    /// LeNet's part of it: <c>$XDG_CACHE_HOME/lenet</c> or <c>~/.cache/lenet</c>, <c>~/Library/Caches/lenet</c> on macOS,
    /// <c>lenet</c> in the local application data on Windows. Null for a user without a home.
    /// </summary>
    public static string? Root() => Root(
        OperatingSystem.IsWindows(),
        OperatingSystem.IsMacOS(),
        Environment.GetEnvironmentVariable,
        folder => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>The same as a function of the system.</summary>
    public static string? Root(bool windows, bool macOS, Func<string, string?> variable, Func<Environment.SpecialFolder, string> folder)
    {
        string? caches;
        if (windows)
        {
            caches = folder(Environment.SpecialFolder.LocalApplicationData);
        }
        else
        {
            string home = folder(Environment.SpecialFolder.UserProfile);
            string? inHome(params ReadOnlySpan<string> parts) => home.Length == 0 ? null : Path.Combine([home, .. parts]);
            caches = variable("XDG_CACHE_HOME") is { } xdg && !macOS && Path.IsPathRooted(xdg) // a relative path is to be ignored, says the standard
                ? xdg
                : macOS ? inHome("Library", "Caches") : inHome(".cache");
        }

        return string.IsNullOrEmpty(caches) ? null : Path.Combine(caches, "lenet");
    }
}
