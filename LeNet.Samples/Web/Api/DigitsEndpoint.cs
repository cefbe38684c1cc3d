using System.Globalization;
using System.Text.Json;
using LeNet.Samples.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeNet.Samples.Web.Api;

/// <summary>
/// <c>GET /api/digits</c>: which test set this is; <c>/api/digits/random</c> and <c>/api/digits/random?label=7</c>: any image of it;
/// <c>/api/digits/123</c>: one by its index.
/// </summary>
internal sealed class DigitsEndpoint(TestDigits digits)
{
    /// <summary>Maps the paths.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/digits", AboutAsync);
        routes.MapGet("/api/digits/random", RandomAsync);
        routes.MapGet("/api/digits/{index}", ByIndexAsync);
    }

    private Task AboutAsync(HttpContext context) => JsonAnswer.WriteAsync(context, json =>
    {
        json.WriteString("dataset", digits.Title);
        json.WriteNumber("count", digits.Images.Count);
        json.WriteNumbers("count_by_label", digits.Counts);
    });

    private Task RandomAsync(HttpContext context)
    {
        int? index = context.Request.Query.TryGetValue("label", out var label) ? AnyOf(label.ToString()) : digits.Any();
        return WriteAsync(context, index ?? throw new ProblemException(StatusCodes.Status404NotFound, $"{digits.Title} has no such image"));
    }

    private Task ByIndexAsync(HttpContext context)
    {
        string text = (string)context.Request.RouteValues["index"]!;
        return Number(text) is { } index && index < digits.Images.Count
            ? WriteAsync(context, index)
            : throw new ProblemException(StatusCodes.Status404NotFound, $"{digits.Title} has no image '{text}'; it has those from 0 to {digits.Images.Count - 1}");
    }

    private int? AnyOf(string label) => digits.AnyOf(Number(label) ?? throw new ProblemException(
        StatusCodes.Status400BadRequest, $"label is a class, a number from 0, not '{label}'"));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private Task WriteAsync(HttpContext context, int index)
    {
        return JsonAnswer.WriteAsync(context, WriteDigit);

        void WriteDigit(Utf8JsonWriter json)
        {
            json.WriteNumber("index", index);
            json.WriteNumber("label", digits.Images.Labels[index]);
            json.WriteImage("image", digits.Images.Channels, digits.Images.Height, digits.Images.Width, digits.Images.Image(index));
        }
    }
}
