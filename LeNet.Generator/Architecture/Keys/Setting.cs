namespace LeNet.Generator.Architecture.Keys;

/// <summary>A key with a value, as an architecture file would have it.</summary>
/// <param name="Json">The value as JSON.</param>
internal readonly record struct Setting(string Key, string Json)
{
    /// <summary>Settings as a JSON object.</summary>
    public static string Object(IEnumerable<Setting> settings) =>
        $"{{ {string.Join(", ", settings.Select(setting => $"\"{setting.Key}\": {setting.Json}"))} }}";
}
