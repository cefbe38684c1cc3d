using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>
/// Recipes: how to train, as JSON files. What a file says becomes <see cref="TrainingOptions"/>; what it leaves out has its default there, and seed, threads,
/// order and limit of steps are not part of it.
/// </summary>
public static class Recipe
{
    private const int LargestFile = 1 << 20;
    private const string ResourceEnd = ".recipe.json";
    private const string ResourceBegin = "LeNet.Runtime.Recipes.BuiltIn.";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The names of the recipes that are built in.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(Recipe).Assembly.GetManifestResourceNames().Where(IsRecipe).Select(name => name[ResourceBegin.Length..^ResourceEnd.Length]).Order(StringComparer.Ordinal)];

    /// <summary>A recipe that is built in.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static TrainingOptions Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using Stream? stream = Names.Contains(name) ? typeof(Recipe).Assembly.GetManifestResourceStream(ResourceBegin + name + ResourceEnd) : null;
        if (stream is null)
        {
            throw new ArgumentException($"There is no recipe \"{name}\"; there are {string.Join(", ", Names)}.", nameof(name));
        }

        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(name, bytes);
    }

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file: JSON, with comments and trailing commas if one likes.</param>
    /// <exception cref="DataFileException">It cannot be read or is wrong; the message says in which line and column.</exception>
    public static TrainingOptions Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream file = RegularFile.Open(path);
            if (file.Length > LargestFile)
            {
                throw new DataFileException(path, "is too long for a recipe, which is a short JSON file");
            }

            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Parse(path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Reading(path, exception);
        }
    }

    /// <summary>A recipe as a file has it, with all its keys. It reads back as the same.</summary>
    public static string ToJson(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            TrainingKeys.All.Write(json, options);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Options with some keys set as a recipe file would set them.</summary>
    /// <param name="options">The options. Seed, threads, order and limit of steps stay as they are.</param>
    /// <param name="settings">
    /// Keys with their values in JSON: <c>("epochs", "20")</c>, <c>("optimizer.lr", "0.02")</c>, <c>("schedule", "\"cosine\"")</c>. A key of an object that is not there yet makes one; <c>null</c> takes a key away, so that it has its default.
    /// </param>
    /// <exception cref="ArgumentException">There is no such key, a value is not legal, or keys contradict each other.</exception>
    public static TrainingOptions With(TrainingOptions options, params IEnumerable<(string Key, string Json)> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        JsonNode recipe = JsonNode.Parse(ToJson(options))!;
        foreach ((string key, string json) in settings)
        {
            Set(recipe.AsObject(), key.Split('.'), Value(key, json));
        }

        try
        {
            return Parse("", Encoding.UTF8.GetBytes(recipe.ToJsonString()), hasPlaces: false) with
            {
                Seed = options.Seed,
                Threads = options.Threads,
                Shuffle = options.Shuffle,
                MaxSteps = options.MaxSteps,
            };
        }
        catch (DataFileException exception)
        {
            throw new ArgumentException(exception.Message.TrimStart(':', ' '), nameof(settings), exception);
        }
    }

    /// <summary>Reads a recipe from its text.</summary>
    /// <param name="path">Where it is from, for messages.</param>
    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="hasPlaces">Whether messages say line and column.</param>
    internal static TrainingOptions Parse(string path, byte[] bytes, bool hasPlaces = true)
    {
        byte[] text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return TrainingKeys.All.Read(RecipeJson.Parse(new RecipeText(path, text) { HasPlaces = hasPlaces }), "recipe");
    }

    private static JsonNode? Value(string key, string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"the value of \"{key}\" is not JSON: {SafetensorsHeader.Shown(json)}", nameof(json), exception);
        }
    }

    private static void Set(JsonObject into, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            if (value is null)
            {
                into.Remove(path[0]);
            }
            else
            {
                into[path[0]] = value;
            }

            return;
        }

        if (into[path[0]] is not JsonObject inner)
        {
            // A kind's name stands for the kind with its defaults.
            into[path[0]] = inner = into[path[0]] is JsonValue name && name.TryGetValue(out string? kind) ? new JsonObject { ["type"] = kind } : [];
        }

        Set(inner, path[1..], value);
    }

    private static bool IsRecipe(string name) => name.StartsWith(ResourceBegin, StringComparison.Ordinal) && name.EndsWith(ResourceEnd, StringComparison.Ordinal);
}
