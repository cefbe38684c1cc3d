using System.Text.Json;
using System.Text.Json.Nodes;
using LeNet.Generator.Pipeline;

namespace LeNet.Testing;

/// <summary>Makes an architecture that fails a test as small as it can be and still fail it, so that the failure can be read.</summary>
internal static class ArchitectureShrinker
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Takes away and makes smaller whatever may be, one change after the other, until no change is left that fails.</summary>
    /// <param name="text">An architecture file that fails.</param>
    /// <param name="fails">Whether another legal file fails too.</param>
    /// <param name="attempts">Files to try at most: each costs a run of what fails.</param>
    public static string Shrink(string text, Func<string, bool> fails, int attempts = 300)
    {
        JsonNode smallest = JsonNode.Parse(text)!;
        bool isSmaller = true;
        while (isSmaller && attempts > 0)
        {
            isSmaller = false;
            foreach (JsonNode candidate in Candidates(smallest))
            {
                string file = Text(candidate);
                if (!IsLegal(file))
                {
                    continue;
                }

                if (attempts-- <= 0)
                {
                    break;
                }

                if (fails(file))
                {
                    smallest = candidate;
                    isSmaller = true;
                    break;
                }
            }
        }

        return Text(smallest);
    }

    private static bool IsLegal(string file) =>
        ArchitectureFile.Read(new MemoryAdditionalText("/project/0.arch.json", file), CancellationToken.None).Network is not null;

    private static string Text(JsonNode file) => file.ToJsonString(Indented);

    /// <summary>Every file that is one step smaller: what takes away most comes first.</summary>
    private static IEnumerable<JsonNode> Candidates(JsonNode file)
    {
        List<string> paths = [.. Paths(file, "")];
        foreach (string path in paths)
        {
            yield return Changed(file, path, Remove);
        }

        foreach (string path in paths.Where(path => Find(file, path) is JsonValue value && value.TryGetValue(out int number) && number > 1))
        {
            yield return Changed(file, path, (node, key) => Replace(node, key, 1));
            yield return Changed(file, path, (node, key) => Replace(node, key, At(node, key)!.GetValue<int>() / 2));
            yield return Changed(file, path, (node, key) => Replace(node, key, At(node, key)!.GetValue<int>() - 1));
        }
    }

    /// <summary>The places of all values but the root, as keys and indices between slashes.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject keys => keys.SelectMany(key => Below(key.Value, $"{path}/{key.Key}")),
        JsonArray items => items.SelectMany((item, index) => Below(item, $"{path}/{index}")),
        _ => [],
    };

    private static IEnumerable<string> Below(JsonNode? node, string path) => [path, .. Paths(node, path)];

    private static JsonNode Changed(JsonNode file, string path, Action<JsonNode, string> change)
    {
        JsonNode copy = file.DeepClone();
        int slash = path.LastIndexOf('/');
        change(Find(copy, path[..slash])!, path[(slash + 1)..]);
        return copy;
    }

    private static JsonNode? Find(JsonNode file, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)file, (node, key) => At(node!, key));

    private static JsonNode? At(JsonNode node, string key) => node is JsonArray items ? items[int.Parse(key)] : node[key];

    private static void Remove(JsonNode node, string key)
    {
        if (node is JsonArray items)
        {
            items.RemoveAt(int.Parse(key));
        }
        else
        {
            node.AsObject().Remove(key);
        }
    }

    private static void Replace(JsonNode node, string key, int value)
    {
        if (node is JsonArray items)
        {
            items[int.Parse(key)] = value;
        }
        else
        {
            node[key] = value;
        }
    }
}
