using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LeNet.Package.Tests;

/// <summary>What is in the package.</summary>
public class PackageContentTests(ConsumerProjects consumers)
{
    // Of the kind "embedded source" in the format of portable symbols.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    [Fact]
    public void It_has_exactly_these_files()
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        IEnumerable<string> names = package.Entries
            .Select(entry => entry.FullName)
            .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/services/", StringComparison.Ordinal));
        Assert.Equal(
            [
                "CHANGELOG.md",
                "LICENSE",
                "LeNet.nuspec",
                "README.md",
                "analyzers/dotnet/cs/LeNet.Generator.dll",
                "build/lenet.arch.schema.json",
                "build/lenet.recipe.schema.json",
                "build/net10.0/LeNet.Checks.targets",
                "build/net10.0/LeNet.Native.targets",
                "build/net10.0/LeNet.props",
                "build/net10.0/LeNet.targets",
                "buildTransitive/net10.0/LeNet.props",
                "buildTransitive/net10.0/LeNet.targets",
                "icon.png",
                "lib/net10.0/LeNet.Runtime.dll",
                "lib/net10.0/LeNet.Runtime.xml",
            ],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_what_it_is_and_needs_no_other_package()
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        using Stream stream = package.GetEntry("LeNet.nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Text(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("LeNet", Text("id"));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.Equal("icon.png", Text("icon"));
        Assert.NotEmpty(Text("description"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void Its_page_and_its_icon_are_what_a_feed_shows()
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        using StreamReader reader = new(package.GetEntry("README.md")!.Open());

        // A feed has no other page of the documentation.
        Assert.All(Regex.Matches(reader.ReadToEnd(), @"\]\(([^)]*)\)").Select(link => link.Groups[1].Value), link => Assert.Matches("^(#|https:)", link));
        using Stream icon = package.GetEntry("icon.png")!.Open();
        byte[] start = new byte[24];
        icon.ReadExactly(start);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(20))));
    }

    [Fact]
    public void Its_changes_begin_with_the_version_that_is_made_next()
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        using StreamReader reader = new(package.GetEntry("CHANGELOG.md")!.Open());
        string first = Regex.Match(reader.ReadToEnd(), @"^## (\S+)", RegexOptions.Multiline).Groups[1].Value;
        string next = XDocument.Load(ConsumerProjects.RepositoryFile("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Equal(next, first);
    }

    [Theory]
    [InlineData("lib/net10.0/LeNet.Runtime.dll", true)]
    [InlineData("analyzers/dotnet/cs/LeNet.Generator.dll", false)]
    public void Its_assemblies_carry_their_symbols_and_the_runtime_its_sources(string name, bool hasSources)
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        using MemoryStream bytes = new();
        using (Stream stream = package.GetEntry(name)!.Open())
        {
            stream.CopyTo(bytes);
        }

        bytes.Position = 0;
        using PEReader assembly = new(bytes);
        DebugDirectoryEntry entry = assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        MetadataReader symbols = provider.GetMetadataReader();
        string wanted = hasSources ? "Network.cs" : "LeNetGenerator.cs";
        Assert.Single(symbols.Documents, document => symbols.GetString(symbols.GetDocument(document).Name).Split('/', '\\')[^1] == wanted);
        CustomDebugInformation[] sources =
        [
            .. symbols.CustomDebugInformation
                .Select(symbols.GetCustomDebugInformation)
                .Where(information => information.Parent.Kind == HandleKind.Document && symbols.GetGuid(information.Kind) == EmbeddedSource),
        ];
        Assert.True(!hasSources || sources.Length == symbols.Documents.Count);

        // A debugger shows a source only if it is the one that was compiled.
        Assert.All(sources, source => Assert.Equal(
            symbols.GetBlobBytes(symbols.GetDocument((DocumentHandle)source.Parent).Hash), SHA256.HashData(Source(symbols.GetBlobBytes(source.Value)))));
    }

    /// <summary>What stands after the length, which is 0 for what is not compressed.</summary>
    private static byte[] Source(byte[] blob)
    {
        if (BinaryPrimitives.ReadInt32LittleEndian(blob) == 0)
        {
            return blob[sizeof(int)..];
        }

        using DeflateStream content = new(new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int)), CompressionMode.Decompress);
        using MemoryStream source = new();
        content.CopyTo(source);
        return source.ToArray();
    }
}
