using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;

namespace LeNet.Generator.Pipeline;

/// <summary>The class that a file gives, as far as can be made out even of a broken file.</summary>
/// <param name="Namespace">Null for the project's root namespace.</param>
/// <param name="IsGuess">Whether the file does not legally say so.</param>
internal sealed record NetworkName(string Name, string? Namespace, bool IsGuess)
{
    /// <param name="root">What could be read of the file.</param>
    public static NetworkName Find(JsonNode root, string text, string path)
    {
        var node = root as JsonObject;
        string? space = node?.Find(NetworkReader.Namespace.Name)?.Value is JsonString { Value: var found } && Names.CheckNamespace(found) is null
            ? found
            : null;
        return node?.Find(NetworkReader.Name.Name)?.Value is JsonString { Value: var name } && Names.CheckClass(name) is null
            ? new NetworkName(name, space, IsGuess: false)
            : new NetworkName(FindInText(text) ?? OfFile(path), space, IsGuess: true);
    }

    /// <summary>The class for a file of which nothing can be read.</summary>
    public static NetworkName Guess(string path) => new(OfFile(path), Namespace: null, IsGuess: true);

    /// <summary>The first value of a key "name", whatever is around it.</summary>
    private static string? FindInText(string text)
    {
        const string Key = "\"name\"";
        int position = text.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        if (position < Key.Length)
        {
            return null;
        }

        position = SkipSpace(text, position);
        if (position >= text.Length || text[position] != ':')
        {
            return null;
        }

        int start = SkipSpace(text, position + 1) + 1;
        int end = start;
        while (end < text.Length && text[end] is not ('"' or '\r' or '\n') && end - start <= Names.MaxLength)
        {
            end++;
        }

        string name = start < end && text[start - 1] == '"' ? text.Substring(start, end - start) : "";
        return Names.CheckClass(name) is null ? name : null;
    }

    private static int SkipSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static string OfFile(string path)
    {
        string file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        string stem = file.Length > ArchitectureFile.Extension.Length ? file.Substring(0, file.Length - ArchitectureFile.Extension.Length) : file;
        string name = PascalCase.Of(Names.ToIdentifier(stem.Length > Names.MaxLength ? stem.Substring(0, Names.MaxLength - 1) : stem));
        return Names.CheckClass(name) is null ? name : "_" + name;
    }
}
