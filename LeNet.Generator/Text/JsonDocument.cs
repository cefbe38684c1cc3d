using System.Collections.Immutable;

namespace LeNet.Generator.Text;

/// <summary>What was read of a text: without errors the whole of it, with errors what could be made out.</summary>
internal sealed class JsonDocument(JsonNode root, ImmutableArray<JsonSyntaxError> errors)
{
    public JsonNode Root { get; } = root;

    public ImmutableArray<JsonSyntaxError> Errors { get; } = errors;
}
