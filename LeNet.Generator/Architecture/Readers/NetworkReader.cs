using System.Collections.Immutable;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Values;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Architecture.Readers;

/// <summary>Reads the object that an architecture file consists of.</summary>
internal static class NetworkReader
{
    public static readonly Key<JsonString> Schema = Key.Optional(
        "$schema", new NodeValue<JsonString>("a string, the address of the JSON schema"), "the JSON schema, for editors");

    public static readonly Key<string> Name = Key.Required(
        "name", new NameValue("the name of the class", Names.CheckClass), "the name of the generated class");

    public static readonly Key<string> Namespace = Key.Optional(
        "namespace", new NameValue("the namespace of the class", Names.CheckNamespace), "the namespace of the generated class; the project's root namespace by default");

    public static readonly Key<JsonObject> Input = Key.Required(
        "input", new NodeValue<JsonObject>("an object such as { \"shape\": [1, 28, 28] }"), "the shape of the input and how images become it");

    public static readonly Key<JsonArray> LayerList = Key.Required(
        "layers", new NodeValue<JsonArray>("a list of layers"), "the layers, in order");

    public static readonly Key<Loss> Loss = Key.Required(
        "loss",
        new KindValue<Loss>(ForeignNames.Losses, [.. LossKinds.All]),
        "what training minimises, such as \"cross_entropy\", by its name or as an object with its keys");

    public static readonly IReadOnlyList<Key> Keys = [Schema, Name, Namespace, Input, LayerList, Loss];

    /// <returns>Null if the root is not an object.</returns>
    public static ParsedNetwork? Read(JsonNode root, DiagnosticBag bag)
    {
        if (root is not JsonObject node)
        {
            new ValueContext(bag, "an architecture file").RejectType(root, "an object with the keys " + string.Join(", ", Keys.Select(key => key.Name)));
            return null;
        }

        int errors = bag.Count;
        var start = new TextSpan(node.Span.Start, 1);
        Fields fields = Fields.Read(node, new FieldsOwner("", "a network", start), Keys, bag);
        ImageInput? input = fields.Has(Input) ? InputReader.Read(fields.Get(Input), KeySpan(node, Input), bag) : null;
        ImmutableArray<ParsedLayer> layers = fields.Has(LayerList) ? LayerListReader.Read(fields.Get(LayerList), bag) : [];
        var network = new ParsedNetwork(
            fields.Has(Name) ? fields.Get(Name) : null,
            fields.Has(Namespace) ? fields.Get(Namespace) : null,
            fields.SpanOf(Name, start),
            input,
            layers,
            KeySpan(node, LayerList),
            fields.Has(Loss) ? fields.Get(Loss) : null);
        if (fields.Has(LayerList) && layers.IsEmpty)
        {
            bag.Add(Descriptors.NotTrainable, network.LayersSpan, "the network has no layers; add at least one with weights, such as linear");
        }

        return bag.Count != errors ? network : network with
        {
            Architecture = new NetworkArchitecture(
                network.Name!,
                network.Namespace,
                input!,
                new EquatableArray<Layer>(layers.Select(layer => layer.Layer!)),
                network.Loss!),
        };
    }

    private static TextSpan KeySpan(JsonObject node, Key key) => node.Find(key.Name)?.NameSpan ?? new TextSpan(node.Span.Start, 1);
}
