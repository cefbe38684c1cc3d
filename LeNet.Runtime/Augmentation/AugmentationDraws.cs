namespace LeNet.Runtime;

/// <summary>The kinds of distortion, each of which has random numbers of its own: one that is left out changes nothing in the others.</summary>
internal enum Distortion : uint
{
    /// <summary>The numbers of the affine map.</summary>
    Affine,

    /// <summary>The noise of the elastic distortion.</summary>
    Elastic,

    /// <summary>The place that is cut out.</summary>
    Crop,

    /// <summary>Whether to flip.</summary>
    HorizontalFlip,

    /// <summary>Whether to erase, and which rectangle.</summary>
    Erasing,
}

/// <summary>What an epoch's distortions are drawn from.</summary>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epoch">The epoch.</param>
internal readonly record struct AugmentationDraws(ulong Seed, int Epoch)
{
    /// <summary>Word 3 of the counter.</summary>
    public static uint Purpose(Distortion distortion) => (uint)RandomPurpose.Augmentation | ((uint)distortion << 8);

    /// <summary>The random words of one distortion of one sample: blocks of counter (sample, block, epoch, purpose).</summary>
    public PhiloxSequence Of(Distortion distortion, int sample) =>
        new(new Philox(Seed, (RandomPurpose)Purpose(distortion), (uint)Epoch), first: (uint)sample, step: 1UL << 32);
}
