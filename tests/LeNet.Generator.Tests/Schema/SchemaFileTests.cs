using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Shapes;

namespace LeNet.Generator.Tests.Schema;

public class SchemaFileTests
{
    private const string Name = "lenet.arch.schema.json";

    /// <summary>To accept a new schema, put the received file in the place of the committed one.</summary>
    [Fact]
    public void The_committed_file_is_what_the_tables_of_keys_say()
    {
        string committed = Path.Combine(Root(), "LeNet.Generator", Name);
        string received = Path.ChangeExtension(committed, ".received.json");
        string expected = ArchitectureSchema.Write();
        string actual = File.Exists(committed) ? File.ReadAllText(committed).ReplaceLineEndings("\n") : "";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, expected);
        Assert.Fail($"The keys that the generator reads are not those of {Name}. If the change is meant, replace it by {Path.GetFileName(received)} beside it.");
    }

    [Fact]
    public void The_architecture_file_of_the_repository_names_the_schema()
    {
        string file = Path.Combine(Root(), "lenet.arch.json");
        string schema = JsonNode.Parse(File.ReadAllText(file))!["$schema"]!.GetValue<string>();
        Assert.Equal(Path.Combine(Root(), "LeNet.Generator", Name), Path.GetFullPath(Path.Combine(Root(), schema)));
    }

    [Fact]
    public void Everything_has_a_description()
    {
        JsonNode schema = JsonNode.Parse(ArchitectureSchema.Write())!;
        JsonObject[] objects = [schema.AsObject(), schema["properties"]!["input"]!.AsObject(), .. schema["definitions"]!.AsObject().Select(layer => layer.Value!.AsObject())];
        Assert.Equal(2 + LayerReaders.All.Count, objects.Length);
        Assert.All(objects, item =>
        {
            Assert.EndsWith(".", item["description"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.All(item["properties"]!.AsObject(), property => Assert.EndsWith(".", property.Value!["description"]!.GetValue<string>(), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_default_is_what_leaving_the_key_out_amounts_to()
    {
        KeyPlace[] places = [.. KeyPlace.All.Where(place => place.Key.Default is not null)];
        Assert.NotEmpty(places);
        Assert.All(places, place =>
        {
            Assert.False(place.Key.IsRequired);
            Assert.EndsWith($"; {place.Key.Default!.Trim('"')} by default", place.Key.Description, StringComparison.Ordinal);
            Assert.Equal(Read(place.Without()), Read(place.With(place.Key.Default)));
        });
    }

    private static ShapedNetwork Read(string text)
    {
        Assert.Empty(Architectures.Diagnose(text));
        return Architectures.Read(text).Network!;
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
