using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>A value of a recipe file, and where it stands.</summary>
internal sealed class RecipeNode
{
    /// <summary>What it is.</summary>
    public required JsonValueKind Kind { get; init; }

    /// <summary>Its first byte in the file.</summary>
    public required int Start { get; init; }

    /// <summary>The file that it stands in.</summary>
    public required RecipeText Source { get; init; }

    /// <summary>A string's text, or a number as it is written.</summary>
    public string Text { get; init; } = "";

    /// <summary>A list's values.</summary>
    public IReadOnlyList<RecipeNode> Items { get; init; } = [];

    /// <summary>An object's members in their order.</summary>
    public IReadOnlyList<RecipeMember> Members { get; init; } = [];

    /// <summary>What is there, in a few words.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.String => $"\"{SafetensorsHeader.Shown(Text)}\"",
        JsonValueKind.Number => SafetensorsHeader.Shown(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => Items.Count == 1 ? "a list of 1 value" : $"a list of {Items.Count} values",
        _ => "an object",
    };

    /// <summary>An error at this place.</summary>
    public DataFileException Error(string problem) => Source.Error(Start, problem);
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameStart">The name's first byte, the quote, in the file.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct RecipeMember(string Name, int NameStart, RecipeNode Value);
