namespace LeNet.Export.Tests.Tools;

/// <summary>A folder for a test, removed with all that is in it.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("lenet-export-").FullName;

    /// <summary>A path in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
