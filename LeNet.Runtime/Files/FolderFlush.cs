using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>Has the names in a folder reach the disk: a rename is safe from a power cut only then.</summary>
internal static class FolderFlush
{
    /// <summary>Flushes a folder on Linux and macOS. Elsewhere, and on file systems that cannot, it does nothing.</summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        try
        {
            int descriptor = Open(folder, flags: 0);
            if (descriptor >= 0)
            {
                _ = Synchronize(descriptor);
                _ = Close(descriptor);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // The file itself is on the disk; its name follows when the system sees fit.
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
