using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
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
    private const string Types = $"image/png, image/jpeg, image/bmp, image/gif, image/webp, {RawType}";

    private readonly NetworkDescription _description = network.Description;
    private readonly PictureInput _pictures = new(network.Description, limits);

    /// <summary>Answers.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        bool layers = WantsLayers(context.Request.Query);
        bool isPicture = IsPicture(context);
        using RequestBody body = await RequestBody.ReadAsync(context.Request, limits.BodyBytes);
        ReadOnlyMemory<byte> image = isPicture ? await _pictures.PrepareAsync(body, context.RequestAborted) : AsItIs(body);
        JsonAnswer.Begin(context);
        Write(context.Response.BodyWriter, image.Span, layers);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>Whether the body is a picture's file, and not an image as it is.</summary>
    private static bool IsPicture(HttpContext context)
    {
        string? sent = context.Request.ContentType;
        string? type = MediaTypeHeaderValue.TryParse(sent, out MediaTypeHeaderValue? parsed) ? parsed.MediaType.ToString().ToLowerInvariant() : null;
        if (type is "image/png" or "image/jpeg" or "image/bmp" or "image/gif" or "image/webp")
        {
            return true;
        }

        if (type is RawType)
        {
            return false;
        }

        context.Response.Headers["Accept-Post"] = Types;
        throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type is one of {Types}, not '{sent}'");
    }

    private ReadOnlyMemory<byte> AsItIs(RequestBody body) => body.Bytes.Length == _description.ImageBytes
        ? body.Bytes
        : throw new ProblemException(
            StatusCodes.Status400BadRequest,
            string.Create(CultureInfo.InvariantCulture, $"an image of {_description.Name} as {RawType} has {_description.ImageBytes} bytes, not {body.Bytes.Length}"));

    private static bool WantsLayers(IQueryCollection query) => query["layers"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        string other => throw new ProblemException(StatusCodes.Status400BadRequest, $"layers is true or false, not '{other}'"),
    };

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
            if (layers)
            {
                WriteLayers(json, image);
            }

            json.WriteEndObject();
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    /// <summary>Writes the layers' outputs as 32-bit numbers, little endian, in base64: a fifth of what they take as text.</summary>
    private void WriteLayers(Utf8JsonWriter json, ReadOnlySpan<byte> image)
    {
        json.WriteStartArray("layers");
        foreach (LayerOutput output in network.LayerOutputs(image))
        {
            json.WriteStartObject();
            json.WriteString("name", output.Layer.Name);
            json.WriteString("type", output.Layer.Type);
            json.WriteNumbers("shape", output.Layer.OutputShape);
            json.WriteBase64String("values", MemoryMarshal.AsBytes(output.Values.Span));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
