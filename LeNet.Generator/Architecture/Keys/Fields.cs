using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Architecture.Keys;

/// <summary>An object read against a table of keys: the checked values and where they stand.</summary>
internal sealed class Fields
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonMember> _members = new(StringComparer.Ordinal);

    private Fields()
    {
    }

    /// <summary>No key at all: whatever is asked for has its default.</summary>
    public static Fields None { get; } = new() { IsValid = true };

    /// <summary>Whether there was no error of any kind in the object.</summary>
    public bool IsValid { get; private set; }

    /// <summary>Reads every member, and reports unknown, duplicate and missing keys and illegal values.</summary>
    public static Fields Read(JsonObject node, FieldsOwner owner, IReadOnlyList<Key> keys, DiagnosticBag bag)
    {
        var fields = new Fields();
        int errors = bag.Count;
        var excused = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonMember member in node.Members)
        {
            if (keys.FirstOrDefault(key => key.Name == member.Name) is not { } key)
            {
                ReportUnknown(member, owner, keys, bag, excused);
            }
            else if (fields._members.ContainsKey(member.Name))
            {
                bag.Add(Descriptors.DuplicateKey, member.NameSpan, $"{owner.Prefix}the key {Quote.Shortened(member.Name)} is here twice; delete one");
            }
            else
            {
                fields._members.Add(member.Name, member);
                if (key.Read(member.Value, new ValueContext(bag, owner.Prefix + member.Name)) is { } value)
                {
                    fields._values.Add(member.Name, value);
                }
            }
        }

        foreach (Key key in keys)
        {
            if (key.IsRequired && !fields._members.ContainsKey(key.Name) && !excused.Contains(key.Name))
            {
                bag.Add(Descriptors.MissingKey, owner.Site, $"{owner.Prefix}{owner.What} needs {Quote.Shortened(key.Name)}: {key.Description}");
            }
        }

        fields.IsValid = bag.Count == errors;
        return fields;
    }

    /// <summary>The value, or what stands for it if the key is not there or had an error.</summary>
    public T Get<T>(Key<T> key, T otherwise)
        where T : notnull => _values.TryGetValue(key.Name, out object? value) ? (T)value : otherwise;

    /// <summary>A required value. It is the type's default if it had an error: only worth something if <see cref="IsValid"/>.</summary>
    public T Get<T>(Key<T> key)
        where T : notnull => Get(key, default!);

    public bool Has(Key key) => _values.ContainsKey(key.Name);

    /// <summary>Where the value of the key stands, or else the given place.</summary>
    public TextSpan SpanOf(Key key, TextSpan otherwise) =>
        _members.TryGetValue(key.Name, out JsonMember? member) ? member.Value.Span : otherwise;

    private static void ReportUnknown(JsonMember member, FieldsOwner owner, IReadOnlyList<Key> keys, DiagnosticBag bag, HashSet<string> excused)
    {
        string[] known = [.. keys.Select(key => key.Name)];
        Suggestion? suggestion = Suggestion.For(member.Name, known, ForeignNames.Keys);
        if (suggestion is not null)
        {
            // That this key is missing then follows from the misspelling.
            excused.Add(suggestion.Name);
        }

        string reason = suggestion?.Reason ?? $"the keys of {owner.What} are {string.Join(", ", known)}";
        bag.Add(Descriptors.UnknownKey, member.NameSpan, $"{owner.Prefix}unknown key {Quote.Shortened(member.Name)}; {reason}");
    }
}

/// <summary>What an object is, for messages about it.</summary>
/// <param name="Prefix">What messages begin with, such as "conv1: ", or nothing.</param>
/// <param name="What">What it is, such as "conv2d".</param>
/// <param name="Site">Where missing keys are reported.</param>
internal readonly record struct FieldsOwner(string Prefix, string What, TextSpan Site);
