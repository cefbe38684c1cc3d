using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace LeNet.Samples.Web;

/// <summary>A request's whole body, in memory from the pool.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 4096;

    private byte[]? _buffer;
    private int _length;

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body. Memory grows with what has come, not with what the header announces.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mostBytes">Bytes of the largest body.</param>
    /// <exception cref="ProblemException">It is larger.</exception>
    /// <exception cref="OperationCanceledException">The sender went away, or took too long.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int mostBytes)
    {
        if (request.ContentLength > mostBytes)
        {
            throw TooLarge(mostBytes);
        }

        var body = new RequestBody();
        try
        {
            PipeReader reader = request.BodyReader;
            while (true)
            {
                ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
                if (read.Buffer.Length > mostBytes - body._length)
                {
                    throw TooLarge(mostBytes);
                }

                body.Append(read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }

    private static ProblemException TooLarge(int mostBytes) => new(
        StatusCodes.Status413PayloadTooLarge, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the body is too large; it may have {mostBytes} bytes"));

    private void Append(ReadOnlySequence<byte> bytes)
    {
        int length = _length + (int)bytes.Length;
        if (_buffer is null || length > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, length));
            Bytes.Span.CopyTo(larger);
            Dispose();
            _buffer = larger;
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = length;
    }
}
