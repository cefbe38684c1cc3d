using System.Collections.Immutable;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads the entries of "layers".</summary>
internal static class LayerListReader
{
    public static ImmutableArray<ParsedLayer> Read(JsonArray node, DiagnosticBag bag)
    {
        ImmutableArray<ParsedLayer> layers = [.. node.Items.Select((item, index) => ReadLayer(item, index + 1, bag))];
        CheckNames(layers, bag);
        return layers;
    }

    private static ParsedLayer ReadLayer(JsonNode node, int number, DiagnosticBag bag)
    {
        string label = Invariant($"layer {number}");
        if (node is not JsonObject item)
        {
            new ValueContext(bag, label).RejectType(node, "an object such as { \"name\": \"fc1\", \"type\": \"linear\", \"out_features\": 10 }");
            return new ParsedLayer(null, new LayerSite(label, number, node.Span, node.Span, Fields: null));
        }

        var start = new TextSpan(item.Span.Start, 1);
        JsonNode? name = item.Find(LayerReader.Name.Name)?.Value;
        JsonNode? type = item.Find(LayerReader.TypeKey.Name)?.Value;
        if (name is JsonString { Value: var text } && Names.CheckLayer(text) is null)
        {
            label = text;
        }

        var site = new LayerSite(label, number, name?.Span ?? start, type?.Span ?? start, Fields: null);
        bool isKnown = TryFindReader(type, item, site, bag, out LayerReader? reader);
        if (reader is null)
        {
            // Which other keys are right depends on the type; a name is right or wrong anyway.
            if (name is not null)
            {
                LayerReader.Name.Read(name, new ValueContext(bag, label + ": name"));
            }

            return new ParsedLayer(null, site);
        }

        Fields fields = Fields.Read(item, new FieldsOwner(label + ": ", reader.Type, site.Type), reader.Keys, bag);
        Layer layer = reader.Read(fields.Get(LayerReader.Name, otherwise: ""), fields);
        return new ParsedLayer(isKnown && fields.IsValid ? layer : null, site with { Fields = fields });
    }

    /// <param name="reader">Of a type that is unknown the one that was probably meant, so that all that is wrong in the layer is told at once.</param>
    private static bool TryFindReader(JsonNode? type, JsonObject item, LayerSite site, DiagnosticBag bag, out LayerReader? reader)
    {
        reader = null;
        if (type is null)
        {
            ReportMissingType(item, site, bag);
            return false;
        }

        var context = new ValueContext(bag, site.Label + ": type");
        if (LayerReader.TypeKey.Read(type, context) is not JsonString found)
        {
            return false;
        }

        bool isKnown = Choice.TryFind(
            found, context, LayerReaders.Types, ForeignNames.Types, $"the types are {string.Join(", ", LayerReaders.Types)}", out int index);
        reader = index < 0 ? null : LayerReaders.All[index];
        return isKnown;
    }

    private static void ReportMissingType(JsonObject item, LayerSite site, DiagnosticBag bag)
    {
        foreach (JsonMember member in item.Members)
        {
            if (Suggestion.For(member.Name, ["name", "type"], ForeignNames.Keys) is { Name: "type" } suggestion)
            {
                bag.Add(Descriptors.UnknownKey, member.NameSpan, $"{site.Label}: unknown key {Quote.Shortened(member.Name)}; {suggestion.Reason}");
                return;
            }
        }

        bag.Add(Descriptors.MissingKey, site.Name, $"{site.Label}: a layer needs \"type\", one of {string.Join(", ", LayerReaders.Types)}");
    }

    private static void CheckNames(ImmutableArray<ParsedLayer> layers, DiagnosticBag bag)
    {
        var byMethodName = new Dictionary<string, LayerSite>(StringComparer.Ordinal);
        foreach (LayerSite site in layers.Select(layer => layer.Site).Where(site => Names.CheckLayer(site.Label) is null))
        {
            string pascal = PascalCase.Of(site.Label);
            if (!byMethodName.TryGetValue(pascal, out LayerSite? first))
            {
                byMethodName.Add(pascal, site);
                continue;
            }

            bag.Add(Descriptors.DuplicateLayer, site.Name, first.Label == site.Label
                ? Invariant($"layer {first.Number} is named {Quote.Shortened(site.Label)} too; rename one")
                : Invariant($"layer {first.Number} is named {Quote.Shortened(first.Label)}, and both would be {pascal} in C#; rename one"));
        }
    }
}
