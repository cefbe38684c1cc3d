using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>Where two recipes differ.</summary>
internal static class RecipeDifference
{
    /// <summary>The first key that differs, with both values, in a clause; or null.</summary>
    public static string? First(TrainingOptions before, TrainingOptions now)
    {
        using JsonDocument old = JsonDocument.Parse(Recipe.ToJson(before));
        using JsonDocument own = JsonDocument.Parse(Recipe.ToJson(now));
        return First("", old.RootElement, own.RootElement);
    }

    private static string? First(string path, JsonElement before, JsonElement now)
    {
        IEnumerable<string> names = before.EnumerateObject().Concat(now.EnumerateObject()).Select(member => member.Name).Distinct();
        foreach (string name in names)
        {
            string own = path.Length == 0 ? name : $"{path}.{name}";
            JsonElement? old = before.TryGetProperty(name, out JsonElement had) ? had : null;
            JsonElement? value = now.TryGetProperty(name, out JsonElement has) ? has : null;
            if (old?.ValueKind == JsonValueKind.Object && value?.ValueKind == JsonValueKind.Object)
            {
                if (First(own, had, has) is { } inner)
                {
                    return inner;
                }
            }
            else if (old?.GetRawText() != value?.GetRawText())
            {
                return $"\"{own}\" was {Shown(old)}, and is {Shown(value)} now";
            }
        }

        return null;
    }

    private static string Shown(JsonElement? value) => value is { } own ? SafetensorsHeader.Shown(own.GetRawText().ReplaceLineEndings(" ")) : "not given";
}
