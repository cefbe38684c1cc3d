using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeNet.Samples.Web.Api;

/// <summary>
/// <c>POST /api/predict</c>: the class of a picture, or of an image as it is. <c>?layers=true</c> adds what every layer
/// makes of it. Apart from the answer's text and the layers, an image as it is allocates nothing that grows with it.
/// </summary>
internal sealed class PredictEndpoint(Network network, ServerLimits limits)
{
    private const string RawType = "application/octet-stream";

    private readonly NetworkDescription _description = network.Description;
    private readonly int _bytes = network.Description.ImageBytes;

    /// <summary>Answers.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        bool layers = WantsLayers(context.Request.Query);
        if (MediaType(context.Request) != RawType)
        {
            context.Response.Headers["Accept-Post"] = RawType;
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type is {RawType}");
        }

        using RequestBody body = await RequestBody.ReadAsync(context.Request, limits.BodyBytes);
        if (body.Bytes.Length != _bytes)
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest,
                string.Create(CultureInfo.InvariantCulture, $"an image of {_description.Name} as {RawType} has {_bytes} bytes, not {body.Bytes.Length}"));
        }

        JsonAnswer.Begin(context);
        Write(context.Response.BodyWriter, body.Bytes, layers);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static bool WantsLayers(IQueryCollection query) => query["layers"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        string other => throw new ProblemException(StatusCodes.Status400BadRequest, $"layers is true or false, not '{other}'"),
    };

    private static string? MediaType(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? type.MediaType.ToString().ToLowerInvariant() : null;

    private void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> image, bool layers)
    {
        int classes = _description.Classes;
        float[] values = ArrayPool<float>.Shared.Rent(2 * classes);
        try
        {
            Span<float> probabilities = values.AsSpan(0, classes);
            Span<float> logits = values.AsSpan(classes, classes);
            int label = network.Predict(image, probabilities, logits);
            using var json = new Utf8JsonWriter(output);
            json.WriteStartObject();
            json.WriteNumber("label", label);
            json.WriteNumbers("probabilities", probabilities);
            json.WriteNumbers("logits", logits);
            json.WriteImage("image", _description.ImageChannels, _description.ImageHeight, _description.ImageWidth, image);
            json.WriteEndObject();
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
