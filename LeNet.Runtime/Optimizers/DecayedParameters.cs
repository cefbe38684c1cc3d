namespace LeNet.Runtime;

/// <summary>Which parameters weight decay is for.</summary>
public enum DecayedParameters
{
    /// <summary>All that are trained, as in PyTorch.</summary>
    All,

    /// <summary>Kernels and matrices alone: no biases, no scales and shifts of normalisations, no coefficients of subsampling.</summary>
    Weights,
}
