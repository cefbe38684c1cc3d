namespace LeNet.Samples.Web;

/// <summary>What the server puts up with from those that use it; docs/serve.md says why these.</summary>
internal sealed record ServerLimits
{
    /// <summary>The limits of the program.</summary>
    public static ServerLimits Default { get; } = new();

    /// <summary>Bytes of the largest body.</summary>
    public int BodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>
    /// Bytes of the largest body that is read to its end and dropped when it is turned away. A larger one has its
    /// connection closed, and then a browser does not show why.
    /// </summary>
    public int DroppedBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Requests to the API that are worked on at once. Each may hold a body.</summary>
    public int RequestsAtOnce { get; init; } = 64;

    /// <summary>Requests to the API that wait for their turn; those beyond are turned away.</summary>
    public int RequestsWaiting { get; init; } = 256;

    /// <summary>Pictures that are decoded at once: their pixels take far more memory than their files.</summary>
    public int PicturesAtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Pixels of the largest picture; one takes up to five bytes of memory for each.</summary>
    public int PicturePixels { get; init; } = 16 * 1024 * 1024;

    /// <summary>Open connections; those beyond are closed at once.</summary>
    public int Connections { get; init; } = 1024;

    /// <summary>How long a request may take, from its header to its answer.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request's header may take, and how long the requests in hand when the server stops.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may lie idle.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What someone who is turned away is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
