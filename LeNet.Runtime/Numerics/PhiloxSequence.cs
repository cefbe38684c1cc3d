namespace LeNet.Runtime;

/// <summary>The words of a <see cref="Philox"/> generator one after the other.</summary>
/// <param name="generator">The generator.</param>
/// <param name="first">Its first block.</param>
/// <param name="step">From one block to the next.</param>
internal struct PhiloxSequence(Philox generator, ulong first = 0, ulong step = 1)
{
    private RandomBlock _block;
    private ulong _words;

    /// <summary>The next word.</summary>
    public uint Next()
    {
        if (_words % 4 == 0)
        {
            _block = generator.Block(first + (_words / 4 * step));
        }

        return (_words++ % 4) switch
        {
            0 => _block.X0,
            1 => _block.X1,
            2 => _block.X2,
            _ => _block.X3,
        };
    }

    /// <summary>
    /// A number from 0 to <paramref name="bound"/> − 1, each equally probable.
    /// D. Lemire: "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
    /// </summary>
    /// <param name="bound">At least 1.</param>
    public uint Next(uint bound)
    {
        ulong product = (ulong)Next() * bound;
        if ((uint)product < bound)
        {
            uint reject = (0u - bound) % bound;
            while ((uint)product < reject)
            {
                product = (ulong)Next() * bound;
            }
        }

        return (uint)(product >> 32);
    }
}
