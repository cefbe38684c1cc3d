using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace LeNet.Package.Tests;

/// <summary>A folder with a project that a test writes, changes and builds.</summary>
/// <param name="folder">Made if it is not there.</param>
/// <param name="packages">The folder of restored packages.</param>
/// <param name="version">Of LeNet.</param>
internal sealed partial class MadeProject(string folder, string packages, string version)
{
    public string Folder => folder;

    /// <summary>What the project file of a program is, but for what a test adds.</summary>
    /// <param name="more">Properties and items.</param>
    /// <param name="framework">What it is for; several, with a semicolon between them.</param>
    /// <param name="sdk">What it is made with.</param>
    public MadeProject WithProject(string more = "", string framework = "net10.0", string sdk = "Microsoft.NET.Sdk") => With(Path.GetFileName(folder) + ".csproj", $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>
            <{FrameworkProperty(framework)}>{framework}</{FrameworkProperty(framework)}>
            <OutputType>Exe</OutputType>
            <UseAppHost>false</UseAppHost>
            <RunAnalyzers>false</RunAnalyzers>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="LeNet" Version="{version}" />
          </ItemGroup>
          {more}
        </Project>
        """);

    private static string FrameworkProperty(string frameworks) => frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";

    /// <summary>A file, new or changed.</summary>
    public MadeProject With(string file, string text)
    {
        string path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.Replace("LENET_VERSION", version, StringComparison.Ordinal));
        return this;
    }

    /// <summary>An architecture file, new or changed.</summary>
    public MadeProject WithNetwork(string file, string name, int classes = 3) => With(file, $$"""
        {
          "$schema": "./obj/lenet.arch.schema.json",
          "name": "{{name}}",
          "input": { "shape": [1, 4, 4] },
          "layers": [
            { "name": "flatten", "type": "flatten" },
            { "name": "fc", "type": "linear", "out_features": {{classes}} }
          ],
          "loss": "cross_entropy"
        }
        """);

    public string PathOf(string file) => Path.Combine(folder, file);

    /// <summary>Runs dotnet in the folder.</summary>
    public Task<DotNetResult> Run(params string[] arguments) => DotNet.Run(folder, packages, arguments);

    /// <summary>How another program is started in the folder.</summary>
    public System.Diagnostics.ProcessStartInfo Start(string program, params string[] arguments) => DotNet.Start(folder, packages, program, arguments);

    /// <summary>Builds, which must succeed without a warning.</summary>
    /// <returns>The networks in the assembly, by name.</returns>
    public async Task<string[]> Build(params string[] options)
    {
        DotNetResult result = await Run(["build", "-nologo", "-tl:off", "-v:minimal", .. options]);
        Assert.True(result.ExitCode == 0 && !result.Output.Contains("warning", StringComparison.Ordinal), result.Output);
        return NetworksIn(Assembly);
    }

    /// <summary>Publishes to a folder of the project's, which must succeed without a warning. Skips the test where a package of the platform cannot be had.</summary>
    public async Task Publish(string to, params string[] options)
    {
        DotNetResult result = await Run(["publish", "-nologo", "-tl:off", "-v:minimal", "-o", to, .. options]);
        SkipWithoutPackages(result);
        Assert.True(result.ExitCode == 0 && !result.Output.Contains("warning", StringComparison.Ordinal), result.Output);
    }

    /// <summary>Skips the test where a package of others cannot be had.</summary>
    public static void SkipWithoutPackages(DotNetResult result)
    {
        Match missing = MissingPackage().Match(result.Output);
        Assert.SkipWhen(missing.Success, missing.Value);
    }

    /// <summary>A package source that does not answer, or lacks what is Microsoft's.</summary>
    [GeneratedRegex("error NU1(301|10[0-3]): .*(Microsoft|https).*")]
    private static partial Regex MissingPackage();

    /// <summary>What was built.</summary>
    public string Assembly => PathOf(Path.Combine("bin", "Debug", "net10.0", Path.GetFileName(folder) + ".dll"));

    /// <summary>Names of the classes that derive from LeNet.Runtime.Network.</summary>
    public static string[] NetworksIn(string assembly)
    {
        using PEReader file = new(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions
                .Select(metadata.GetTypeDefinition)
                .Where(type => type.BaseType.Kind == HandleKind.TypeReference && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) == "Network")
                .Select(type => metadata.GetString(type.Name))
                .Order(StringComparer.Ordinal),
        ];
    }
}
