namespace LeNet.Benchmarks.Rebuild;

/// <summary>A console project beside a clone, with the package that the clone packs.</summary>
internal static class ConsoleProject
{
    private const string Version = "0.0.0-rebuild";

    public static string ArchitectureOf(Clone clone, string name) => Path.Combine(FolderOf(clone, name), "lenet.arch.json");

    public static Task<ToolRun> Build(Clone clone, string name, CancellationToken cancellation) => Tool.Run(FolderOf(clone, name), cancellation, "dotnet", "build");

    /// <param name="clone">Whose package it has.</param>
    /// <param name="name">Its name.</param>
    /// <param name="properties">MSBuild properties of the project file.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task Write(Clone clone, string name, string properties, CancellationToken cancellation)
    {
        await Pack(clone, cancellation);
        string folder = FolderOf(clone, name);
        Directory.CreateDirectory(folder);
        File.Copy(clone.Architecture, ArchitectureOf(clone, name), overwrite: true);
        Write(folder, name + ".csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>

              <ItemGroup>
                <PackageReference Include="LeNet" Version="{Version}" />
              </ItemGroup>

            </Project>
            """);
        Write(folder, "Program.cs", $"""
            Console.WriteLine(new {name}.LeNet5().Description.Name);
            """);
        // A folder of its own for packages: the user's is only read, and two revisions' packages have one version.
        Write(folder, "NuGet.config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(clone.Folder, "packages")}" />
              </config>
              <packageSources>
                <add key="clone" value="{FeedOf(clone)}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="user" value="{await UsersPackages(clone, cancellation)}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    private static async Task Pack(Clone clone, CancellationToken cancellation)
    {
        if (!Directory.Exists(FeedOf(clone)))
        {
            (await clone.DotNet(cancellation, "pack", "LeNet.Runtime", "-o", FeedOf(clone), "-p:Version=" + Version)).Succeeded();
        }
    }

    private static async Task<string> UsersPackages(Clone clone, CancellationToken cancellation)
    {
        string answer = (await clone.DotNet(cancellation, "nuget", "locals", "global-packages", "--list")).Succeeded().Output;
        return answer[(answer.IndexOf(':') + 1)..].Trim();
    }

    private static void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(folder, file), text + "\n");

    private static string FolderOf(Clone clone, string name) => Path.Combine(clone.Folder, name);

    private static string FeedOf(Clone clone) => Path.Combine(clone.Folder, "feed");
}
