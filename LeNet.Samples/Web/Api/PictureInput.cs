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
    /// <exception cref="ProblemException">It is no picture, is damaged or too large, or shows no digit.</exception>
    public Task<PreparedDigit> PrepareAsync(RequestBody body, CancellationToken cancellationToken) =>
        PrepareAsync(body, picture => DigitPreparation.Prepare(picture, network), cancellationToken);

    /// <summary>Prepares every digit of a picture, in the order of reading.</summary>
    /// <inheritdoc cref="PrepareAsync(RequestBody, CancellationToken)"/>
    public Task<IReadOnlyList<PreparedDigit>> PrepareAllAsync(RequestBody body, CancellationToken cancellationToken) =>
        PrepareAsync(body, picture => DigitPreparation.PrepareAll(picture, network), cancellationToken);

    private async Task<T> PrepareAsync<T>(RequestBody body, Func<GreyImage, T> prepare, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return prepare(ImageReader.Read(body.Bytes.Span, _size));
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
