using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using LeNet.Runtime;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The kinds of layers: the one place that lists them.</summary>
internal static class CSharpLayers
{
    private static readonly Dictionary<string, ICSharpLayer> Kinds = ((ICSharpLayer[])
    [
        new AdaptiveAvgPool2dCode(),
        new AvgPool2dCode(),
        new BatchNormCode("batch_norm1d"),
        new BatchNormCode("batch_norm2d"),
        new Conv2dCode(),
        new DropoutCode(),
        new FlattenCode(),
        new LayerNormCode(),
        new LinearCode(),
        new MaxPool2dCode(),
        new RbfCode(),
        new Subsample2dCode(),
    ]).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Adds the method of a layer, its activation included.</summary>
    /// <param name="exported">The class.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="x">The field with what comes in.</param>
    /// <returns>The field with what goes out.</returns>
    /// <exception cref="ExportException">It cannot be exported, or this exporter does not know it.</exception>
    public static string Write(CSharpClass exported, ExportedLayer layer, string x)
    {
        string? activation = ActivationOf(layer);
        string y = x;
        if (Kinds.TryGetValue(layer.Type, out ICSharpLayer? kind))
        {
            if (kind.IsIdentity)
            {
                kind.Write(exported, layer);
            }
            else
            {
                y = WriteMethod(exported, layer, kind, activation, x);
            }
        }
        else
        {
            // An elementwise function needs no room of its own.
            string function = CSharpActivations.Call(layer.Type, layer.Settings, "y[i]")
                ?? throw new ExportException(layer.Name, $"a layer of type {layer.Type} cannot be exported to C#");
            using (exported.Method(layer))
            {
                exported.Methods.Line($"Span<float> y = {x}; // {layer.Output.Layout}");
                WriteActivation(exported.Methods, function);
            }
        }

        layer.RequireAllRead("C#");
        return y;
    }

    private static string WriteMethod(CSharpClass exported, ExportedLayer layer, ICSharpLayer kind, string? activation, string x)
    {
        CodeWriter code = exported.Methods;
        string y = exported.Buffer(layer.Name + "_output", layer.Output);
        using (exported.Method(layer))
        {
            code.Line($"ReadOnlySpan<float> x = {x}; // {layer.Input.Layout}");
            code.Line($"Span<float> y = {y}; // {layer.Output.Layout}");
            kind.Write(exported, layer);
            if (activation is not null && activation != "y[i]")
            {
                code.Line();
                WriteActivation(code, activation);
            }
        }

        return y;
    }

    private static string? ActivationOf(ExportedLayer layer)
    {
        if (!layer.Settings.Has("activation"))
        {
            return null;
        }

        Settings settings = layer.Settings.Kind("activation");
        string type = settings.Text("type");
        string call = CSharpActivations.Call(type, settings, "y[i]")
            ?? throw new ExportException(layer.Name, $"the activation {type} cannot be exported to C#");
        layer.RequireAllRead(settings, "C#");
        return call;
    }

    private static void WriteActivation(CodeWriter code, string call)
    {
        using (code.Block("for (int i = 0; i < y.Length; i++)"))
        {
            code.Line($"y[i] = {call};");
        }
    }
}
