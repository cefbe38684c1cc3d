using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeNet.Samples.Web;

/// <summary>Problem details (RFC 9457): how the server says that something is wrong.</summary>
internal static class Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Answers with a problem. Whoever has begun to answer cannot.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    public static async Task WriteAsync(HttpContext context, int status, string detail)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        response.ContentType = MediaType;
        await using (var json = new Utf8JsonWriter(response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", Text.OneLine(detail));
            json.WriteEndObject();
        }

        await response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    /// <summary>Answers what ASP.NET itself turned away, which has a status but no body.</summary>
    public static Task WriteAsync(HttpContext context) => WriteAsync(context, context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "the request does not name this server in its Host header",
        StatusCodes.Status404NotFound => "there is nothing at this path; the page is at /, the API at /api/predict, /api/network and /api/digits",
        StatusCodes.Status405MethodNotAllowed => $"this path does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}",
        _ => "the request was turned away",
    });
}

/// <summary>A request that cannot be answered as it was meant.</summary>
/// <param name="status">The status code.</param>
/// <param name="detail">What is wrong and what to do.</param>
internal sealed class ProblemException(int status, string detail) : Exception(detail)
{
    /// <summary>The status code.</summary>
    public int Status => status;
}
