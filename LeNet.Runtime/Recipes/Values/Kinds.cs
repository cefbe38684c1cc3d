using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>One of several kinds of <typeparamref name="T"/>: an object whose "type" says which, or that name alone where no key is needed.</summary>
/// <param name="what">What they are, for messages: "optimizer".</param>
/// <param name="kinds">All of them.</param>
internal sealed class Kinds<T>(string what, params Kind<T>[] kinds) : RecipeValue<T>
    where T : class
{
    private const string TypeKey = "type";

    private readonly string[] _names = [.. kinds.Select(kind => kind.Name)];

    /// <inheritdoc/>
    public override string Expected => $"an object with \"{TypeKey}\", one of {string.Join(", ", _names.Select(name => $"\"{name}\""))}";

    /// <inheritdoc/>
    public override T Read(RecipeNode node, string name)
    {
        RecipeNode type = node.Kind switch
        {
            JsonValueKind.String => node,
            JsonValueKind.Object => node.Members.FirstOrDefault(member => member.Name == TypeKey).Value ?? throw node.Error($"\"{name}\" needs \"{TypeKey}\": {Expected}"),
            _ => throw Unexpected(node, name),
        };
        if (type.Kind != JsonValueKind.String)
        {
            throw type.Error($"\"{TypeKey}\" is one of {string.Join(", ", _names.Select(kind => $"\"{kind}\""))}, not {type.Shown}");
        }

        string wanted = type.Text.Replace('-', '_');
        Kind<T> kind = kinds.FirstOrDefault(kind => kind.Name == wanted)
            ?? throw type.Error($"there is no {what} {type.Shown}{RecipeNames.Hint(type.Text, _names)}; it is one of {string.Join(", ", _names)}");
        RecipeNode body = node.Kind == JsonValueKind.Object ? node : new RecipeNode { Kind = JsonValueKind.Object, Start = node.Start, Source = node.Source };
        return kind.Read(body, name, key => Owners(key, kind));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, T value)
    {
        Kind<T> kind = Of(value);
        json.WriteStartObject();
        json.WriteString(TypeKey, kind.Name);
        kind.WriteKeys(json, value);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Check(T value, string property)
    {
        ArgumentNullException.ThrowIfNull(value, property);
        Of(value).Check(value, property);
    }

    /// <summary>The name of a value's kind.</summary>
    public string NameOf(T value) => Of(value).Name;

    /// <inheritdoc/>
    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray([.. kinds.Select(kind => kind.Schema(TypeKey)), new JsonObject { ["enum"] = new JsonArray([.. kinds.Where(kind => !kind.NeedsKeys).Select(kind => JsonValue.Create(kind.Name))]) }]),
    };

    private Kind<T> Of(T value) => kinds.First(kind => kind.IsOf(value));

    /// <summary>The kinds that have a key which another has not, or null.</summary>
    private string? Owners(string key, Kind<T> without)
    {
        string[] owners = [.. kinds.Where(kind => kind != without && kind.Has(key)).Select(kind => kind.Name)];
        return owners.Length == 0 ? null : string.Join(" and ", owners);
    }
}

/// <summary>A kind of <typeparamref name="T"/>.</summary>
internal abstract class Kind<T>(string name)
{
    /// <summary>The value of "type".</summary>
    public string Name { get; } = name;

    /// <summary>Whether some key must be there.</summary>
    public abstract bool NeedsKeys { get; }

    public abstract bool IsOf(T value);

    public abstract bool Has(string key);

    public abstract T Read(RecipeNode node, string name, Func<string, string?> owners);

    public abstract void WriteKeys(Utf8JsonWriter json, T value);

    public abstract void Check(T value, string property);

    public abstract JsonObject Schema(string typeKey);
}

/// <summary>A kind that is a record of its own.</summary>
/// <param name="name">The value of "type".</param>
/// <param name="create">A record with the defaults.</param>
/// <param name="contradiction">Where its keys contradict each other, or null.</param>
/// <param name="keys">Its keys besides "type".</param>
internal sealed class Kind<T, TOwn>(string name, Func<TOwn> create, Func<TOwn, Contradiction?>? contradiction, params RecipeKey<TOwn>[] keys) : Kind<T>(name)
    where T : class
    where TOwn : class, T
{
    /// <inheritdoc/>
    public override bool NeedsKeys => keys.Any(key => key.IsRequired);

    /// <inheritdoc/>
    public override bool IsOf(T value) => value is TOwn;

    /// <inheritdoc/>
    public override bool Has(string key) => keys.Any(own => own.Name == key);

    /// <inheritdoc/>
    public override T Read(RecipeNode node, string name, Func<string, string?> owners) => Body(owners).Read(node, name);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter json, T value) => Body(_ => null).WriteKeys(json, (TOwn)value);

    /// <inheritdoc/>
    public override void Check(T value, string property) => Body(_ => null).Check((TOwn)value, property);

    /// <inheritdoc/>
    public override JsonObject Schema(string typeKey)
    {
        JsonObject schema = Body(_ => null).Schema();
        schema["properties"]!.AsObject()[typeKey] = new JsonObject { ["const"] = Name };
        schema["required"] = new JsonArray([JsonValue.Create(typeKey), .. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]);
        return schema;
    }

    private RecipeObject<TOwn> Body(Func<string, string?> owners) =>
        new(Name, create, keys) { Contradiction = contradiction ?? (_ => null), Foreign = owners, Ignored = ["type"] };
}
