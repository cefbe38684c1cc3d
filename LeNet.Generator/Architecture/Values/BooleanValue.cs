using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>True or false.</summary>
internal sealed class BooleanValue : Value<bool>
{
    public override string Expected => "true or false";

    public override bool TryRead(JsonNode node, ValueContext context, out bool value)
    {
        value = (node as JsonBoolean)?.Value ?? false;
        return node is JsonBoolean || context.RejectType(node, Expected);
    }

    public override string Write(bool value) => value ? "true" : "false";
}
