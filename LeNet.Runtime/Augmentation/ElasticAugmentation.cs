namespace LeNet.Runtime;

/// <summary>
/// Elastic distortion: every pixel moves by a field of noise, uniform from −1 to 1, smoothed by a Gaussian and multiplied.
/// P. Simard, D. Steinkraus, J. Platt: "Best practices for convolutional neural networks applied to visual document analysis", ICDAR 2003.
/// </summary>
public sealed record ElasticAugmentation
{
    /// <summary>What the smoothed noise is multiplied with, in pixels: at least 0. The paper's is 34.</summary>
    public double Alpha { get; init; } = 34;

    /// <summary>Standard deviation of the Gaussian in pixels, greater than 0 and at most 1000. The paper's is 4.</summary>
    public double Sigma { get; init; } = 4;
}
