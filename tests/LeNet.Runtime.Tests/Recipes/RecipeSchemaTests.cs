using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime.Tests.Recipes;

/// <summary>The schema that editors check recipe files by.</summary>
public sealed class RecipeSchemaTests
{
    private const string Name = "lenet.recipe.schema.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>To accept a new schema, put the received file in the place of the committed one.</summary>
    [Fact]
    public void The_committed_file_is_what_the_tables_of_keys_say()
    {
        string committed = Path.Combine(Root(), "LeNet.Runtime", "Recipes", Name);
        string received = Path.ChangeExtension(committed, ".received.json");
        string expected = Schema().ToJsonString(Indented) + "\n";
        if (File.Exists(committed) && File.ReadAllText(committed).ReplaceLineEndings("\n") == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, expected);
        Assert.Fail($"The keys that recipes have are not those of {Name}. If the change is meant, replace it by {Path.GetFileName(received)} beside it.");
    }

    [Fact]
    public void Every_key_has_a_description()
    {
        var pending = new Queue<JsonNode>([Schema()]);
        int keys = 0;
        while (pending.TryDequeue(out JsonNode? node))
        {
            foreach (JsonNode child in node is JsonObject item ? item.Select(member => member.Value).OfType<JsonNode>() : node is JsonArray list ? list.OfType<JsonNode>() : [])
            {
                pending.Enqueue(child);
            }

            if (node is JsonObject { } schema && schema["properties"] is JsonObject properties)
            {
                foreach ((string name, JsonNode? value) in properties.Where(property => property.Key is not ("type" or "$schema")))
                {
                    Assert.False(string.IsNullOrEmpty(value!["description"]?.GetValue<string>()), name);
                    keys++;
                }
            }
        }

        Assert.True(keys > 80);
    }

    private static JsonObject Schema()
    {
        JsonObject schema = TrainingKeys.All.Schema();
        schema.Insert(0, "$schema", "http://json-schema.org/draft-07/schema#");
        schema.Insert(1, "title", "How LeNet trains a network");
        return schema;
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
