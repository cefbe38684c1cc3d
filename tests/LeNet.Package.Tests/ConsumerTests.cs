using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LeNet.Package.Tests;

/// <summary>What the package does in the projects of the folder Consumers, all built as Debug.</summary>
public class ConsumerTests(ConsumerProjects consumers)
{
    [LongFact]
    public void A_project_with_the_package_and_two_files_builds_without_a_word() => Assert.Empty(consumers.ComplaintsAbout("App"));

    [LongFact]
    public async Task Its_program_trains_and_predicts()
    {
        ILookup<string, double> said = (await consumers.Run("App"))
            .Select(line => line.Split(' '))
            .ToLookup(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));
        Assert.Equal(150, Assert.Single(said["steps"]));
        Assert.InRange(said["loss"].First(), 1, 5);
        Assert.InRange(said["loss"].Last(), 0, 0.1);
        Assert.Equal(200, Assert.Single(said["correct"]));
        Assert.Equal(1, Assert.Single(said["sum"]), 1e-5);
        Assert.Equal(3, Assert.Single(said["second"]));
    }

    [LongTheory]
    [InlineData("lenet.arch.schema.json")]
    [InlineData("lenet.recipe.schema.json")]
    public void The_schemas_of_the_package_are_where_a_file_can_name_them(string schema)
    {
        using ZipArchive package = ZipFile.OpenRead(consumers.Package);
        using StreamReader reader = new(package.GetEntry($"build/{schema}")!.Open());
        Assert.Equal(reader.ReadToEnd(), File.ReadAllText(consumers.FileOf("App", "obj", schema)));
    }

    [Fact]
    public void A_mistake_in_a_file_is_all_that_its_build_complains_of()
    {
        string complaint = Assert.Single(consumers.ComplaintsAbout("Broken"));
        Assert.StartsWith($"{Path.Combine("Broken", "my.arch.json")}(6,39): error LENET003: ", complaint, StringComparison.Ordinal);
    }

    [LongFact]
    public void A_project_that_forbids_optimisation_is_told()
    {
        string complaint = Assert.Single(consumers.ComplaintsAbout("Slow"));
        Assert.StartsWith("CSC : warning LENET017: ", complaint, StringComparison.Ordinal);
        Assert.False(IsOptimised("Slow"));
    }

    [LongFact]
    public void A_project_with_a_network_is_optimised_and_one_without_is_not()
    {
        Assert.True(IsOptimised("App"));
        Assert.False(IsOptimised("Caller"));
    }

    [LongFact]
    public void A_project_that_only_refers_to_one_with_a_network_builds_without_a_word()
    {
        Assert.Empty(consumers.ComplaintsAbout("Caller"));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(consumers.FileOf("Caller", "Caller.csproj"))!, "obj", "lenet.arch.schema.json")));
    }

    private bool IsOptimised(string consumer)
    {
        using PEReader file = new(File.OpenRead(consumers.AssemblyOf(consumer)));
        MetadataReader metadata = file.GetMetadataReader();
        CustomAttribute attribute = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute).Single(attribute => NameOf(metadata, attribute) == nameof(DebuggableAttribute));

        // Two bytes of prologue, then the argument.
        BlobReader value = metadata.GetBlobReader(attribute.Value);
        value.ReadUInt16();
        return !((DebuggableAttribute.DebuggingModes)value.ReadInt32()).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations);
    }

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        MemberReference constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
        return metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent).Name);
    }
}
