using System.Runtime.CompilerServices;
using System.Text;
using DiffEngine;
using VerifyTests;
using Xunit.Sdk;

// The names are those of the package Verify.XunitV3, of which this is the little that the tests use:
// moving to the package means deleting this file.
namespace VerifyXunit
{
    /// <summary>
    /// Compares text with an approved copy beside the test: <c>{TestClass}.{Method}[#name].verified.{extension}</c>.
    /// On a difference the text is left in a <c>.received.</c> file, a diff tool opens where there is one, and the
    /// test fails; renaming <c>.received.</c> to <c>.verified.</c> accepts it. Line ends are compared as <c>\n</c>.
    /// </summary>
    internal static class Verifier
    {
        public static Task Verify(
            string? target,
            string extension = "txt",
            [CallerFilePath] string sourceFile = "",
            [CallerMemberName] string method = "") =>
            Verify([new Target(extension, target ?? "null")], sourceFile, method);

        public static async Task Verify(
            IEnumerable<Target> targets,
            [CallerFilePath] string sourceFile = "",
            [CallerMemberName] string method = "")
        {
            string stem = Path.ChangeExtension(sourceFile, null) + "." + method;
            string folder = Path.GetDirectoryName(sourceFile)!;
            var stale = new HashSet<string>(StringComparer.Ordinal);
            foreach (string pattern in (string[])[".verified.*", "#*.verified.*"])
            {
                stale.UnionWith(Directory.GetFiles(folder, Path.GetFileName(stem) + pattern));
            }

            var complaints = new List<string>();
            foreach (Target target in targets)
            {
                string name = stem + (target.Name is null ? "" : "#" + target.Name);
                string verified = $"{name}.verified.{target.Extension}";
                stale.Remove(verified);
                await Compare(target, verified, $"{name}.received.{target.Extension}", complaints);
            }

            complaints.AddRange(stale.Order(StringComparer.Ordinal).Select(
                file => $"Nothing was received for {Path.GetFileName(file)}; delete it if that is right."));
            if (complaints.Count > 0)
            {
                throw new XunitException(string.Join(Environment.NewLine + Environment.NewLine, complaints));
            }
        }

        private static async Task Compare(Target target, string verified, string received, List<string> complaints)
        {
            string actual = WithUnixLineEnds(target.Data);
            string? expected = File.Exists(verified) ? WithUnixLineEnds(await File.ReadAllTextAsync(verified)) : null;
            if (actual == expected)
            {
                File.Delete(received);
                return;
            }

            await File.WriteAllTextAsync(received, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!BuildServerDetector.Detected)
            {
                await DiffRunner.LaunchForTextAsync(received, verified);
            }

            complaints.Add(
                expected is null
                    ? $"New: {Path.GetFileName(received)}. Rename it to {Path.GetFileName(verified)} to accept it."
                    : $"Differs: {Path.GetFileName(received)}. Rename it to {Path.GetFileName(verified)} to accept it."
                        + Environment.NewLine + FirstDifference(expected, actual));
        }

        private static string FirstDifference(string expected, string actual)
        {
            string[] before = expected.Split('\n');
            string[] after = actual.Split('\n');
            int line = 0;
            while (line < before.Length && line < after.Length && before[line] == after[line])
            {
                line++;
            }

            string At(string[] lines) => line < lines.Length ? lines[line] : "(end)";
            return $"Line {line + 1}{Environment.NewLine}- {At(before)}{Environment.NewLine}+ {At(after)}";
        }

        private static string WithUnixLineEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}

namespace VerifyTests
{
    /// <summary>One text of several that a test verifies.</summary>
    /// <param name="Extension">Of the approved file, without a dot.</param>
    /// <param name="Data">The text.</param>
    /// <param name="Name">What tells it from the others of the same test.</param>
    internal sealed record Target(string Extension, string Data, string? Name = null);
}
