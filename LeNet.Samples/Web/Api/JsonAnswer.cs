using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LeNet.Samples.Web.Api;

/// <summary>Answers of the API.</summary>
internal static class JsonAnswer
{
    /// <summary>Answers with one object, written straight into the connection's buffer.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> writeMembers)
    {
        Begin(context);
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>Sets the header of an answer.</summary>
    public static void Begin(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
    }
}
