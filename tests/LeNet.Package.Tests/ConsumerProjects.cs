using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LeNet.Package.Tests;

/// <summary>
/// Packs LeNet into a feed of its own and builds the projects of the folder Consumers with nothing but that feed, all in
/// a temporary folder with a packages folder of its own, so that no other package and no cache is touched. The quick suite builds one of them. They are
/// built when the first test looks at one.
/// </summary>
public sealed class ConsumerProjects : IAsyncLifetime
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), "lenet-package-" + Guid.NewGuid().ToString("N")[..12]);

    private string? _whyNot;
    private Lazy<DotNetResult> _build = new(() => throw new InvalidOperationException("There is no package yet."));

    /// <summary>The package file. Skips the test where it cannot be made.</summary>
    public string Package
    {
        get
        {
            Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
            return Assert.Single(Directory.GetFiles(Path.Combine(_root, "feed")));
        }
    }

    /// <summary>The version of the package.</summary>
    public string Version { get; private set; } = "";

    /// <summary>A project that is made by a test, with nothing but the package's feed. Skips the test where there is none.</summary>
    internal MadeProject Make(string name)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        return new MadeProject(Path.Combine(_root, "Made", name), Path.Combine(_root, "packages"), Version);
    }

    /// <summary>
    /// A project that needs packages which the SDK does not bring along, such as the native compiler's: those that the user has, or else those of the user's sources.
    /// </summary>
    internal MadeProject MakeWithPublicPackages(string name)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        return new MadeProject(Path.Combine(PublicRoot, name), Path.Combine(_root, "packages"), Version);
    }

    /// <summary>Not in the folder whose settings know this package's feed alone.</summary>
    private string PublicRoot => _root + "-public";

    /// <summary>Packs once for all tests.</summary>
    public async ValueTask InitializeAsync()
    {
        _whyNot = await DotNet.WhyNot();
        if (_whyNot is not null)
        {
            return;
        }

        CopyFolder(Path.Combine(SourceFolder(), "Consumers"), _root);
        Version = "0.0.0-test." + Path.GetFileName(_root)["lenet-package-".Length..].Insert(0, "x");
        string configuration = typeof(ConsumerProjects).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        DotNetResult pack = await DotNet.Run(
            RepositoryFile("LeNet.Runtime"), packages: null, "pack", "--no-build", "-c", configuration, "-o", Path.Combine(_root, "feed"), "-p:Version=" + Version, "-p:NuspecOutputPath=" + Path.Combine(_root, "nuspec") + "/");
        Assert.True(pack.ExitCode == 0, pack.Output);
        Directory.CreateDirectory(PublicRoot);
        File.WriteAllText(Path.Combine(PublicRoot, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestoreAdditionalProjectSources>{Path.Combine(_root, "feed")}</RestoreAdditionalProjectSources>
                <RestoreFallbackFolders>{UsersPackages()}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        _build = new(() => DotNet.Run(
            _root, Path.Combine(_root, "packages"), "build", Suite.IsWhole ? "Consumers.slnx" : Path.Combine("Broken", "Broken.csproj"), "-c", "Debug", "-nologo", "-tl:off", "-v:minimal", "-p:LeNetVersion=" + Version).GetAwaiter().GetResult());
    }

    /// <summary>Takes away all that was made.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (string folder in new[] { _root, PublicRoot }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>A file of a consumer. Skips the test where there is none.</summary>
    public string FileOf(string consumer, params string[] path)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        string file = Path.Combine([_root, consumer, .. path]);
        string said = _build.Value.Output;
        Assert.True(File.Exists(file), $"{file} was not built:{Environment.NewLine}{said}");
        return file;
    }

    /// <summary>The assembly that a consumer was built to.</summary>
    public string AssemblyOf(string consumer) => FileOf(consumer, "bin", "Debug", "net10.0", consumer + ".dll");

    /// <summary>All errors and warnings of a consumer's build, each once, without the folder of all consumers.</summary>
    public IReadOnlyList<string> ComplaintsAbout(string consumer)
    {
        Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");
        // A complaint ends with the project, unless it begins with it.
        var ofConsumer = new Regex($@"[/\\]{consumer}\.(cs|fs|vb)proj(\]$| : )");
        return
        [
            .. _build.Value.Lines
                .Where(line => ofConsumer.IsMatch(line) && (line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal)))
                .Select(line => line.EndsWith("proj]", StringComparison.Ordinal) ? line[..line.LastIndexOf(" [", StringComparison.Ordinal)] : line)
                .Select(line => line[(line.IndexOf(Path.GetFileName(_root), StringComparison.Ordinal) is var root and >= 0 ? root + Path.GetFileName(_root).Length + 1 : 0)..])
                .Distinct(),
        ];
    }

    /// <summary>Runs a consumer's program.</summary>
    /// <returns>The lines that it wrote.</returns>
    public async Task<string[]> Run(string consumer)
    {
        DotNetResult result = await DotNet.Run(_root, packages: null, AssemblyOf(consumer));
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Lines;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A file of this repository.</summary>
    public static string RepositoryFile(string path) => Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", path));

    private static string UsersPackages() => Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")).FullName;

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
