using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>A key of a JSON object that stands for a <typeparamref name="T"/>.</summary>
/// <param name="name">The key.</param>
/// <param name="property">The property of the record.</param>
/// <param name="description">One line for people, without a full stop.</param>
internal abstract class RecipeKey<T>(string name, string property, string description)
{
    /// <summary>The key.</summary>
    public string Name { get; } = name;

    /// <summary>The property of the record.</summary>
    public string Property { get; } = property;

    /// <summary>One line for people, without a full stop.</summary>
    public string Description { get; } = description;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether records made by C# are checked elsewhere.</summary>
    public bool IsOfFilesOnly { get; init; }

    /// <summary>The record with the value that is read.</summary>
    public abstract T Read(RecipeNode node, T into);

    /// <summary>Writes key and value, unless there is none.</summary>
    public abstract void Write(Utf8JsonWriter json, T from);

    /// <exception cref="ArgumentException">The record's value is not legal.</exception>
    public abstract void Check(T from);

    /// <summary>The value's JSON schema.</summary>
    public abstract JsonObject Schema();
}

/// <summary>A key whose value is a <typeparamref name="TValue"/> where there is one.</summary>
/// <param name="name">The key.</param>
/// <param name="property">The property of the record.</param>
/// <param name="description">One line for people, without a full stop.</param>
/// <param name="value">What may stand for it.</param>
/// <param name="set">The record with another value.</param>
internal abstract class ValueKey<T, TValue>(string name, string property, string description, RecipeValue<TValue> value, Func<T, TValue, T> set)
    : RecipeKey<T>(name, property, description)
{
    /// <inheritdoc/>
    public override T Read(RecipeNode node, T into) => set(into, value.Read(node, Name));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, T from)
    {
        if (TryGet(from, out TValue? own))
        {
            json.WritePropertyName(Name);
            value.Write(json, own);
        }
    }

    /// <inheritdoc/>
    public override void Check(T from)
    {
        if (TryGet(from, out TValue? own))
        {
            value.Check(own, Property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => value.Schema();

    /// <summary>The record's value, if it has one.</summary>
    protected abstract bool TryGet(T from, [MaybeNullWhen(false)] out TValue own);
}

/// <summary>A key whose value is always there.</summary>
/// <param name="name">The key.</param>
/// <param name="property">The property of the record.</param>
/// <param name="description">One line for people, without a full stop.</param>
/// <param name="value">What may stand for it.</param>
/// <param name="get">The record's value.</param>
/// <param name="set">The record with another value.</param>
internal sealed class RecipeKey<T, TValue>(
    string name, string property, string description, RecipeValue<TValue> value, Func<T, TValue> get, Func<T, TValue, T> set)
    : ValueKey<T, TValue>(name, property, description, value, set)
{
    /// <inheritdoc/>
    protected override bool TryGet(T from, out TValue own)
    {
        own = get(from);
        return true;
    }
}

/// <summary>A key that may be left out, which is null in the record.</summary>
/// <inheritdoc cref="RecipeKey{T, TValue}"/>
internal sealed class OptionalKey<T, TValue>(
    string name, string property, string description, RecipeValue<TValue> value, Func<T, TValue?> get, Func<T, TValue, T> set)
    : ValueKey<T, TValue>(name, property, description, value, set)
    where TValue : struct
{
    /// <inheritdoc/>
    protected override bool TryGet(T from, out TValue own)
    {
        TValue? value = get(from);
        own = value.GetValueOrDefault();
        return value is not null;
    }
}

/// <summary>A key of an object that may be left out, which is null in the record.</summary>
/// <inheritdoc cref="RecipeKey{T, TValue}"/>
internal sealed class PartKey<T, TValue>(
    string name, string property, string description, RecipeValue<TValue> value, Func<T, TValue?> get, Func<T, TValue, T> set)
    : ValueKey<T, TValue>(name, property, description, value, set)
    where TValue : class
{
    /// <inheritdoc/>
    protected override bool TryGet(T from, [MaybeNullWhen(false)] out TValue own)
    {
        own = get(from);
        return own is not null;
    }
}
