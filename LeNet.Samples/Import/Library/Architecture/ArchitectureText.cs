using System.Globalization;
using System.Text;
using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Import.Architecture;

/// <summary>Writes an architecture file as a person would: a layer to a line, and nothing that goes without saying.</summary>
internal static class ArchitectureText
{
    /// <summary>Where a file beside its project finds the schema, which each build puts there.</summary>
    public const string Schema = "./obj/lenet.arch.schema.json";

    /// <summary>Writes a network.</summary>
    public static string Write(NetworkArchitecture network)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"$schema\": \"{Schema}\",\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"name\": \"{network.Name}\",\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"input\": {Setting.Object(Input(network.Input))},\n");
        text.Append("  \"layers\": [\n");
        text.AppendJoin(",\n", network.Layers.Select(layer => $"    {Setting.Object(Layer(layer))}"));
        text.Append(CultureInfo.InvariantCulture, $"\n  ],\n  \"loss\": {Short(NetworkReader.Loss, new Setting("loss", NetworkReader.Loss.Value is Value<Loss> value ? value.Write(network.Loss) : "")).Json}\n}}\n");
        return text.ToString();
    }

    private static IEnumerable<Setting> Input(ImageInput input) => InputReader.Settings(input).Where(setting => setting.Key switch
    {
        "image" => input.Fit != ImageFit.None,
        "mean" => input.Mean.Any(mean => mean != 0),
        "std" => input.Std.Any(deviation => deviation != 1),
        _ => true,
    });

    private static IEnumerable<Setting> Layer(Layer layer)
    {
        LayerReader reader = LayerReaders.Of(layer);
        Setting? kernel = null;
        foreach (Setting setting in reader.Settings(layer)!)
        {
            Key key = reader.Keys.First(known => known.Name == setting.Key);
            Setting shortened = Short(key, setting);
            kernel = key.Name == Pool2dKeys.KernelSize.Name ? shortened : kernel;

            // A pool's stride is its kernel if it does not say another.
            bool isDefault = key.Default is { } usual ? IsSame(usual, shortened.Json) : key == Pool2dKeys.Stride && kernel?.Json == shortened.Json;
            if (!isDefault)
            {
                yield return shortened;
            }
        }
    }

    /// <summary>One integer for two that are equal; the name alone of a function whose keys have their defaults.</summary>
    private static Setting Short(Key key, Setting setting)
    {
        string json = setting.Json;
        if (key.Value is SizeValue { AllowsOne: true } or ConvPaddingValue && json.Trim('[', ']').Split(", ") is [var height, var width] && height == width)
        {
            return setting with { Json = height };
        }

        return key.Value is IKindValue kinds && kinds.Kinds.FirstOrDefault(kind => HasDefaults(kind, json)) is { } plain ? setting with { Json = $"\"{plain.Name}\"" } : setting;
    }

    private static bool HasDefaults(Kind kind, string json) => kind.Keys.Count > 0
        && json == Setting.Object([new Setting("type", $"\"{kind.Name}\""), .. kind.Keys.Select(key => new Setting(key.Name, Exactly(key.Default!, json, key.Name)))]);

    /// <summary>The value that a key has in an object's text, if it means the default; else the default.</summary>
    private static string Exactly(string usual, string json, string key)
    {
        int begin = json.IndexOf($"\"{key}\": ", StringComparison.Ordinal);
        string value = begin < 0 ? "" : json[(begin + key.Length + 4)..].Split(',', '}')[0].Trim();
        return IsSame(usual, value) ? value : usual;
    }

    private static bool IsSame(string a, string b) => a == b
        || (double.TryParse(a, CultureInfo.InvariantCulture, out double first) && double.TryParse(b, CultureInfo.InvariantCulture, out double second) && first == second);
}
