using System.Globalization;
using System.Text.Json;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Naming;

namespace LeNet.Generator.Tests.Schema;

/// <summary>Values of a kind at the edges of what is legal, as JSON.</summary>
internal static class LegalValues
{
    /// <summary>Legal ones, the plainest first. A kind that is not among these has only the values of every other key.</summary>
    public static string[] Of(Value value) => value switch
    {
        IntegerValue integer => [Text(Math.Max(integer.Min, 1)), Text(integer.Min), Text(integer.Max), Text(integer.Max) + ".0", Text(integer.Min) + "e0"],
        NumberValue number => [Text(number.Max), Text(number.Min), Text((number.Min + number.Max) / 2)],
        BooleanValue => ["true", "false"],
        IChoiceValue choice => [.. choice.Names.Select(name => JsonSerializer.Serialize(name))],
        IKindValue kinds => [.. kinds.Kinds.Select(kind => JsonSerializer.Serialize(kind.Name)), .. kinds.Kinds.SelectMany(Objects)],
        PrototypesValue prototypes => [.. Of(prototypes.Known), .. Of(prototypes.Rows)],
        IListValue list => [.. Of(list.Item).Select(item => $"[{item}]"), $"[{string.Join(", ", Of(list.Item))}]"],
        ShapeValue shape => Arrays(shape.Side, 3),
        SizeValue size => [.. size.AllowsOne ? Of(size.Side) : [], .. Arrays(size.Side, 2)],
        ConnectionsValue => ["[[0]]", "\"lecun1998\"", "[]", "[[0, 65535], [3]]"],
        ConvPaddingValue padding => [.. Of(padding.Size), "\"same\""],
        NameValue => ["\"Net\"", "\"層\"", "\"_1\"", "\"a\\u0301\"", "\"a_1\"", $"\"{new string('a', Names.MaxLength)}\""],
        _ => [],
    };

    /// <summary>Illegal ones, most of them just so.</summary>
    public static string[] Beyond(Value value) => value switch
    {
        IntegerValue integer => [Text(integer.Min - 1L), Text(integer.Max + 1L), Text(integer.Min) + ".5", $"\"{integer.Min}\""],
        NumberValue number => [Text(number.Min - 0.00001), Text(number.Max + 0.00001), $"\"{number.Max}\""],
        BooleanValue => ["0", "1", "\"true\"", "null"],
        IChoiceValue choice => [.. choice.Names.SelectMany(name => new[] { name.ToUpperInvariant(), name + " ", name[..^1] }).Select(name => JsonSerializer.Serialize(name))],
        IKindValue kinds => ["{}", "{ \"kind\": \"tanh\" }", "{ \"type\": 1 }", .. kinds.Kinds.SelectMany(BadObjects)],
        PrototypesValue prototypes => [.. Beyond(prototypes.Known), .. Beyond(prototypes.Rows)],
        IListValue list => [Of(list.Item)[0], .. Beyond(list.Item).Select(item => $"[{Of(list.Item)[0]}, {item}]")],
        ShapeValue shape => [Of(shape.Side)[0], .. Arrays(shape.Side, 2), .. Arrays(shape.Side, 4), .. Beyond(shape.Side).Select(side => $"[{side}, 1, 1]"), .. Beyond(shape.Side).Select(side => $"[1, 1, {side}]")],
        SizeValue size => [.. size.AllowsOne ? [] : Of(size.Side), .. Arrays(size.Side, 1), .. Arrays(size.Side, 3), .. Beyond(size.Side), .. Beyond(size.Side).Select(side => $"[1, {side}]")],
        ConnectionsValue => ["\"LeCun1998\"", "0", "[0]", "[[]]", "[[0], []]", "[[-1]]", "[[65536]]", "[[1, 0, 1]]", "[[\"0\"]]"],
        ConvPaddingValue padding => [.. Beyond(padding.Size), "\"valid\"", "\"Same\"", "\"\"", "true"],
        NameValue => ["\"\"", "\"a.\"", "\"1a\"", "\"a b\"", "\"a-b\"", "\"Net\\n\"", "\"\\u0301a\"", "\"Le\\u200DNet\"", "\"\\uD835\\uDC00\"", $"\"{new string('a', Names.MaxLength + 1)}\""],
        _ => ["null"],
    };

    /// <summary>A kind without keys, and with each value of each of its keys.</summary>
    private static IEnumerable<string> Objects(Kind kind) =>
        [$$"""{ "type": "{{kind.Name}}" }""", .. kind.Keys.SelectMany(key => Of(key.Value).Select(value => $$"""{ "type": "{{kind.Name}}", "{{key.Name}}": {{value}} }"""))];

    /// <summary>Names that are not quite right, a key too many, and each illegal value of each key.</summary>
    private static IEnumerable<string> BadObjects(Kind kind) =>
    [
        $"\"{kind.Name.ToUpperInvariant()}\"", $"\"{kind.Name} \"", $"\"{kind.Name[..^1]}\"",
        $$"""{ "type": "{{kind.Name}} " }""", $$"""{ "type": "{{kind.Name}}", "comment": 1 }""",
        .. kind.Keys.SelectMany(key => Beyond(key.Value).Select(value => $$"""{ "type": "{{kind.Name}}", "{{key.Name}}": {{value}} }""")),
    ];

    private static string[] Arrays(IntegerValue side, int count) =>
        [.. Of(side).Select(item => $"[{string.Join(", ", Enumerable.Repeat(item, count))}]")];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
