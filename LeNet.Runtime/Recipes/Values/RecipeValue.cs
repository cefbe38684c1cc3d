using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>A kind of value of a recipe, with its limits: for reading it, writing it, checking one that C# made, and for the schema.</summary>
internal abstract class RecipeValue<T>
{
    /// <summary>What is legal, in words: "a number from 0 to 1".</summary>
    public abstract string Expected { get; }

    /// <summary>Reads and checks.</summary>
    /// <exception cref="DataFileException">The value is not legal; the message says where it stands.</exception>
    public abstract T Read(RecipeNode node, string name);

    /// <summary>Writes it, so that it reads back as the same.</summary>
    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>Checks a value that C# made.</summary>
    /// <exception cref="ArgumentException">It is not legal.</exception>
    public abstract void Check(T value, string property);

    /// <summary>Its JSON schema.</summary>
    public abstract JsonObject Schema();

    protected DataFileException Unexpected(RecipeNode node, string name) => node.Error($"\"{name}\" is {Expected}, not {node.Shown}");

    protected ArgumentOutOfRangeException Illegal(object? value, string property) =>
        new(property, value, $"{property} is {Expected}.");
}
