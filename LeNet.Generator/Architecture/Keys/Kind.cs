namespace LeNet.Generator.Architecture.Keys;

/// <summary>One of several things that a "type" tells apart, with keys of its own.</summary>
/// <param name="description">One line for people, without a full stop.</param>
internal abstract class Kind(string name, string description, IReadOnlyList<Key> keys)
{
    /// <summary>The value of "type".</summary>
    public string Name { get; } = name;

    /// <inheritdoc cref="Kind" path="/param[@name='description']"/>
    public string Description { get; } = description;

    /// <summary>Its keys besides "type"; none is required.</summary>
    public IReadOnlyList<Key> Keys { get; } = keys;
}

/// <summary>A kind of <typeparamref name="T"/>.</summary>
/// <param name="read">Makes one of its checked keys.</param>
/// <param name="write">The values of its keys; null for one of another kind.</param>
internal sealed class Kind<T>(string name, string description, Func<Fields, T> read, Func<T, IEnumerable<Setting>?> write, params Key[] keys)
    : Kind(name, description, keys)
{
    public T Read(Fields fields) => read(fields);

    public IEnumerable<Setting>? Settings(T value) => write(value);

    /// <summary>A kind without keys.</summary>
    public static Kind<T> Plain<TOwn>(string name, string description)
        where TOwn : T, new() => new(name, description, _ => new TOwn(), value => value is TOwn ? [] : null);
}
