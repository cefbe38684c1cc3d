using LeNet.Runtime;
using LeNet.Samples.Images;
using Microsoft.AspNetCore.Http;

namespace LeNet.Samples.Web.Api;

/// <summary>Makes of a picture what the network takes, as <c>predict</c> does; a few pictures at once, the others wait.</summary>
internal sealed class PictureInput(NetworkDescription network, ServerLimits limits)
{
    private readonly ImageLimits _size = new(limits.BodyBytes, limits.PicturePixels);
    private readonly SemaphoreSlim _places = new(limits.PicturesAtOnce);

    /// <summary>Prepares a picture.</summary>
    /// <param name="body">The file.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The network's image, one byte per pixel.</returns>
    /// <exception cref="ProblemException">It is no picture, is damaged or too large, or shows no digit.</exception>
    public async Task<byte[]> PrepareAsync(RequestBody body, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return DigitPreparation.Prepare(ImageReader.Read(body.Bytes.Span, _size), network).Pixels;
        }
        catch (ImageException problem)
        {
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, $"the picture {problem.Message}");
        }
        finally
        {
            _places.Release();
        }
    }
}
