namespace LeNet.Samples.Files;

/// <summary>The trained weights that come with the repository.</summary>
internal static class ShippedWeights
{
    /// <summary>Where they are, seen from the repository or from a published program.</summary>
    public const string Name = "weights/lenet5.safetensors";

    /// <summary>Their path: in the nearest folder at or above the current one that has them, else at or above the program's own.</summary>
    /// <exception cref="FailureException">They are in none.</exception>
    public static string Find() =>
        FindAbove(Environment.CurrentDirectory)
        ?? FindAbove(AppContext.BaseDirectory)
        ?? throw new FailureException($"{Name} is neither here nor beside the program; train a network and give its weights with --weights");

    /// <summary>Their path in the nearest folder at or above a folder, or null.</summary>
    public static string? FindAbove(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            string path = Path.Combine([above.FullName, .. Name.Split('/')]);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
