using LeNet.Fuzzing.Mutation;

namespace LeNet.Fuzzing.Targets;

/// <summary>A parser under attack: what it is given to begin with, how that is changed, and what it may do.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Its name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to begin with, most of which it takes.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>The same, and what AFL found to reach other code.</summary>
    public IReadOnlyList<byte[]> Corpus => field ??= [.. Seeds, .. CorpusFiles.Of($"corpus/{Name}")];

    /// <summary>Pieces of its language.</summary>
    public virtual IReadOnlyList<byte[]> Pieces => [];

    /// <summary>The exceptions that its documentation names. Any other is a finding.</summary>
    public abstract IReadOnlyList<Type> Refusals { get; }

    /// <summary>Has it read an input.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="BrokenPromiseException">It did what its documentation rules out.</exception>
    public abstract void Run(byte[] input);

    /// <summary>Managed bytes that it may allocate for an input of so many bytes.</summary>
    public abstract long MostAllocated(int length);

    /// <summary>Makes check sums right again, so that changes get past them; gives the input back where there are none.</summary>
    public virtual byte[] Repair(byte[] input) => input;

    /// <summary>A changed input: the same for the same random numbers, whatever was tried before.</summary>
    public virtual byte[] Mutate(Random random)
    {
        // What AFL found is mostly refused: mostly begin with what is not.
        bool fromCorpus = Corpus.Count > Seeds.Count && random.Next(4) == 0;
        byte[] changed = ByteChanges.Apply(fromCorpus ? Corpus : Seeds, Pieces, random);

        // Broken sums are worth a try too.
        return random.Next(4) == 0 ? changed : Repair(changed);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
