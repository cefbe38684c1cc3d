using System.Text.Json;

namespace LeNet.Samples.Web.Api;

/// <summary>Images in JSON.</summary>
internal static class ImageJson
{
    /// <summary>Writes an image: its shape, and its bytes in base64.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="pixels">Channel, row, column.</param>
    public static void WriteImage(this Utf8JsonWriter json, string name, int channels, int height, int width, ReadOnlySpan<byte> pixels)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("shape");
        json.WriteNumberValue(channels);
        json.WriteNumberValue(height);
        json.WriteNumberValue(width);
        json.WriteEndArray();
        json.WriteBase64String("pixels", pixels);
        json.WriteEndObject();
    }
}
