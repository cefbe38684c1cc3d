using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Images;
using LeNet.Samples.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeNet.Samples.Web.Api;

/// <summary>
/// <c>POST /api/predict</c>: the class of a picture, or of an image as it is. <c>?layers=true</c> adds what every layer
/// makes of it, <c>?all=true</c> every digit of the picture. Apart from the answer's text and the layers, an image as it is allocates nothing that grows with it.
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
        bool layers = Wants(context.Request.Query, "layers");
        bool all = Wants(context.Request.Query, "all");
        bool isPicture = IsPicture(context);
        using RequestBody body = await RequestBody.ReadAsync(context.Request, limits.BodyBytes);
        IReadOnlyList<PreparedDigit> digits = isPicture
            ? all ? await _pictures.PrepareAllAsync(body, context.RequestAborted) : [await _pictures.PrepareAsync(body, context.RequestAborted)]
            : [];
        ReadOnlyMemory<byte> image = isPicture ? digits.First(digit => digit.IsMain).Pixels : AsItIs(body);
        JsonAnswer.Begin(context);
        Write(context.Response.BodyWriter, image.Span, layers, digits, all);
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

    private static bool Wants(IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        string other => throw new ProblemException(StatusCodes.Status400BadRequest, $"{name} is true or false, not '{other}'"),
    };

    private void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> image, bool layers, IReadOnlyList<PreparedDigit> digits, bool all)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        WriteReading(json, image);
        if (layers)
        {
            WriteLayers(json, image);
        }

        if (digits.Count > 0)
        {
            json.WriteNumber("digits", digits[0].Digits);
        }

        if (all)
        {
            WriteAll(json, digits);
        }

        json.WriteEndObject();
    }

    private void WriteReading(Utf8JsonWriter json, ReadOnlySpan<byte> image)
    {
        int classes = _description.Classes;
        float[] values = ArrayPool<float>.Shared.Rent(2 * classes);
        try
        {
            Span<float> probabilities = values.AsSpan(0, classes);
            Span<float> logits = values.AsSpan(classes, classes);
            int label = network.Predict(image, probabilities, logits);
            json.WriteNumber("label", label);
            json.WriteNumbers("probabilities", probabilities);
            json.WriteNumbers("logits", logits);
            json.WriteImage("image", _description.ImageChannels, _description.ImageHeight, _description.ImageWidth, image);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    /// <summary>Writes every digit of a picture, in the order of reading; none for an image as it is.</summary>
    private void WriteAll(Utf8JsonWriter json, IReadOnlyList<PreparedDigit> digits)
    {
        json.WriteStartArray("all");
        foreach (PreparedDigit digit in digits)
        {
            json.WriteStartObject();
            json.WriteNumbers("box", (int[])[digit.Found.Left, digit.Found.Top, digit.Found.Width, digit.Found.Height]);
            WriteReading(json, digit.Pixels);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
