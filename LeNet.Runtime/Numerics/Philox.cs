namespace LeNet.Runtime;

/// <summary>What random numbers are drawn for. Each purpose has numbers of its own.</summary>
internal enum RandomPurpose : uint
{
    /// <summary>Initial parameters.</summary>
    InitialWeights = 1,

    /// <summary>The order of the samples in an epoch.</summary>
    Order = 2,

    /// <summary>How a synthetic digit is written.</summary>
    SyntheticImage = 3,

    /// <summary>Which digits the synthetic images show.</summary>
    SyntheticLabel = 4,

    /// <summary>What dropout drops; the higher bytes tell layers apart.</summary>
    Dropout = 5,

    /// <summary>Images and labels of noise, and which values of a tensor are looked at, in a gradient check.</summary>
    GradientCheck = 6,

    /// <summary>How training images are distorted; the higher bytes tell the kinds of distortion apart.</summary>
    Augmentation = 7,

    /// <summary>Which samples are kept for validation.</summary>
    Validation = 8,

    /// <summary>Which samples second derivatives are estimated from.</summary>
    Curvature = 9,
}

/// <summary>Four random words of 32 bits.</summary>
internal readonly record struct RandomBlock(uint X0, uint X1, uint X2, uint X3);

/// <summary>
/// The counter-based generator Philox4x32-10: block i is a function of (seed, purpose, epoch, i) alone, so that any
/// number can be had at any time, by any thread, without state.
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// </summary>
/// <param name="seed">The key.</param>
/// <param name="purpose">Word 3 of the counter.</param>
/// <param name="epoch">Word 2 of the counter: an epoch, or whatever else tells sequences of one purpose apart.</param>
internal readonly struct Philox(ulong seed, RandomPurpose purpose, uint epoch)
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint KeyStep0 = 0x9E3779B9; // golden ratio
    internal const uint KeyStep1 = 0xBB67AE85; // √3 − 1

    /// <summary>The block at an index, which is words 0 and 1 of the counter.</summary>
    public RandomBlock Block(ulong index) =>
        Encrypt(new RandomBlock((uint)index, (uint)(index >> 32), epoch, (uint)purpose), (uint)seed, (uint)(seed >> 32));

    /// <summary>The bare function of counter and key.</summary>
    internal static RandomBlock Encrypt(RandomBlock counter, uint key0, uint key1)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x1 = (uint)product1;
            x3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        return new RandomBlock(x0, x1, x2, x3);
    }
}
