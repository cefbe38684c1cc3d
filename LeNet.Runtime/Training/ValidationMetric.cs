namespace LeNet.Runtime;

/// <summary>What tells epochs apart.</summary>
public enum ValidationMetric
{
    /// <summary>The mean loss on the validation samples: less is better.</summary>
    Loss,

    /// <summary>The accuracy on the validation samples: more is better.</summary>
    Accuracy,
}
