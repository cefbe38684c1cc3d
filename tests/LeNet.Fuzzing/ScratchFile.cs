using Microsoft.Win32.SafeHandles;

namespace LeNet.Fuzzing;

/// <summary>A file that is written over and over, in memory where the system has such a place.</summary>
internal sealed class ScratchFile : IDisposable
{
    private const string MemoryFolder = "/dev/shm";

    private readonly SafeFileHandle _handle;

    public ScratchFile()
    {
        Folder = Directory.CreateDirectory(System.IO.Path.Combine(
            Directory.Exists(MemoryFolder) ? MemoryFolder : System.IO.Path.GetTempPath(), $"lenet-fuzzing-{Guid.NewGuid():N}")).FullName;
        Path = System.IO.Path.Combine(Folder, "input");
        _handle = File.OpenHandle(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Its folder, which is its own.</summary>
    public string Folder { get; }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Replaces its content.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        RandomAccess.SetLength(_handle, content.Length);
        RandomAccess.Write(_handle, content, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _handle.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
