using System.Text.Json.Nodes;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Naming;
using Microsoft.CodeAnalysis.CSharp;
using JsonString = LeNet.Generator.Text.JsonString;

namespace LeNet.Generator.Tests.Schema;

/// <summary>The JSON Schema of one kind of value.</summary>
internal static class ValueSchema
{
    // Identifiers as Names checks them: letters and digits of any script, but nothing invisible.
    private const string Start = @"[_\p{L}\p{Nl}]";
    private const string Part = @"[\p{L}\p{Nl}\p{Nd}\p{Pc}\p{Mn}\p{Mc}]";

    // In the regular expressions of .NET and Java, "$" alone also stands before a last line break.
    private const string End = @"$(?!\n)";

    // Whatever the language has a word for is asked for, since it tells its keywords only one by one.
    private static readonly string[] Words =
    [
        .. Enum.GetValues<SyntaxKind>()
            .Select(kind => SyntaxFacts.GetText(kind))
            .Concat(Names.ReservedForClasses)
            .Where(word => Names.CheckLayer(word) is null)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="NotSupportedException">The kind is new and has no schema yet.</exception>
    public static JsonObject Of(Value value) => value switch
    {
        IntegerValue integer => Integer(integer),
        NumberValue number => new JsonObject { ["type"] = "number", ["minimum"] = number.Min, ["maximum"] = number.Max },
        BooleanValue => new JsonObject { ["type"] = "boolean" },
        IChoiceValue choice => new JsonObject { ["type"] = "string", ["enum"] = Strings(choice.Names) },
        IKindValue kinds => Kinds(kinds.Kinds),
        PrototypesValue prototypes => new JsonObject { ["anyOf"] = new JsonArray(Of(prototypes.Known), Of(prototypes.Rows)) },
        IListValue list => new JsonObject { ["type"] = "array", ["items"] = Of(list.Item) },
        ShapeValue shape => Array(shape.Side, 3),
        SizeValue { AllowsOne: true } size => new JsonObject { ["anyOf"] = new JsonArray(Integer(size.Side), Array(size.Side, 2)) },
        ConnectionsValue connections => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["enum"] = Strings(connections.Names) },
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "array", ["items"] = Integer(connections.Channel), ["minItems"] = 1, ["uniqueItems"] = true },
                }),
        },
        ConvPaddingValue padding => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Integer(padding.Size.Side), Array(padding.Size.Side, 2), new JsonObject { ["type"] = "string", ["enum"] = Strings([ConvPaddingValue.Same]) }),
        },
        SizeValue size => Array(size.Side, 2),
        NameValue name => Name(name.Check),
        NodeValue<JsonString> => new JsonObject { ["type"] = "string" },
        _ => throw new NotSupportedException($"Say here what the JSON schema of a {value.GetType().Name} is."),
    };

    /// <summary>A name alone, or an object whose keys depend on its type.</summary>
    private static JsonObject Kinds(IReadOnlyList<Kind> kinds) => new()
    {
        ["anyOf"] = new JsonArray(
        [
            new JsonObject { ["type"] = "string", ["enum"] = Strings(kinds.Select(kind => kind.Name)) },
            .. kinds.Select(kind => ArchitectureSchema.Object(kind)),
        ]),
    };

    private static JsonObject Integer(IntegerValue integer) =>
        new() { ["type"] = "integer", ["minimum"] = integer.Min, ["maximum"] = integer.Max };

    private static JsonObject Array(IntegerValue item, int count) =>
        new() { ["type"] = "array", ["items"] = Integer(item), ["minItems"] = count, ["maxItems"] = count };

    private static JsonObject Name(Func<string, string?> check)
    {
        if (check == Names.CheckLayer)
        {
            return Name($"^{Start}{Part}*{End}", Names.MaxLength, Names.Rule);
        }

        if (check == Names.CheckClass)
        {
            return Name($"^(?!(?:{Refused(check)})$){Start}{Part}*{End}", Names.MaxLength, Names.Rule + ", and no C# keyword");
        }

        if (check == Names.CheckNamespace)
        {
            string part = $"{Start}{Part}{{0,{Names.MaxLength - 1}}}";
            return Name(
                $@"^(?!(?:[^.]*\.)*(?:{Refused(check)})(?:\.|$)){part}(?:\.{part})*{End}",
                Names.MaxNamespaceLength,
                "names with dots between them; in each " + Names.Rule + ", and no C# keyword");
        }

        throw new NotSupportedException($"Say here what the JSON schema of a name under the rule {check.Method.Name} is.");
    }

    /// <param name="advice">Visual Studio Code shows it instead of the pattern.</param>
    private static JsonObject Name(string pattern, int maxLength, string advice) => new()
    {
        ["type"] = "string",
        ["maxLength"] = maxLength,
        ["pattern"] = pattern,
        ["patternErrorMessage"] = char.ToUpperInvariant(advice[0]) + advice[1..] + ".",
    };

    private static string Refused(Func<string, string?> check) => string.Join('|', Words.Where(word => check(word) is not null));

    private static JsonArray Strings(IEnumerable<string> strings) => new([.. strings.Select(text => JsonValue.Create(text))]);
}
