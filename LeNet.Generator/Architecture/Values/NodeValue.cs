using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A value of which only the JSON type is checked here.</summary>
internal sealed class NodeValue<T>(string expected) : Value<T>
    where T : JsonNode
{
    public override string Expected => expected;

    public override bool TryRead(JsonNode node, ValueContext context, out T value)
    {
        value = (node as T)!;
        return node is T || context.RejectType(node, Expected);
    }

    public override string Write(T value) => throw new NotSupportedException("A node is written by what reads its inside.");
}
