using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LeNet.Samples.Prediction;

/// <summary>
/// Standard output that notices when nobody reads it any longer, as with <c>| head</c>. The console's own stream takes what is
/// written to a broken pipe in silence, so a long stream would go on for nobody.
/// </summary>
internal static class PipedOutput
{
    private const int StandardOutput = 1;

    /// <summary>The writer to use in place of another: itself, unless it is standard output and that is a pipe.</summary>
    public static TextWriter For(TextWriter output)
    {
        if (!ReferenceEquals(output, Console.Out) || !Console.IsOutputRedirected || OperatingSystem.IsWindows())
        {
            return output;
        }

        // Not for files: who shares one with us goes on where we left it, and a file stream keeps its place to itself.
        var stream = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? output : new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
