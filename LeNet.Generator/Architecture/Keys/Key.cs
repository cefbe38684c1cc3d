using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Keys;

/// <summary>A key of an object in an architecture file.</summary>
internal abstract class Key(string name, string description, bool isRequired, string? defaultJson)
{
    public string Name { get; } = name;

    /// <summary>One line for people, without a full stop.</summary>
    public string Description { get; } = description;

    public bool IsRequired { get; } = isRequired;

    /// <summary>The value that leaving the key out amounts to, as JSON; null if there is no one such value.</summary>
    public string? Default { get; } = defaultJson;

    /// <summary>What may stand for it.</summary>
    public abstract Value Value { get; }

    /// <returns>The checked value, or null after an error.</returns>
    public abstract object? Read(JsonNode node, ValueContext context);

    public static Key<T> Required<T>(string name, Value<T> value, string description)
        where T : notnull => new(name, value, description, isRequired: true, defaultJson: null);

    public static Key<T> Optional<T>(string name, Value<T> value, string description, string? defaultJson = null)
        where T : notnull => new(name, value, description, isRequired: false, defaultJson);
}

/// <summary>A key whose value is a <typeparamref name="T"/> once it is checked.</summary>
internal sealed class Key<T>(string name, Value<T> value, string description, bool isRequired, string? defaultJson)
    : Key(name, description, isRequired, defaultJson)
    where T : notnull
{
    public override Value Value => value;

    public override object? Read(JsonNode node, ValueContext context) => value.TryRead(node, context, out T read) ? read : null;

    /// <summary>The key with a value.</summary>
    public Setting Of(T setting) => new(Name, value.Write(setting));
}
