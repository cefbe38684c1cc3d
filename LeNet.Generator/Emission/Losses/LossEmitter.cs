namespace LeNet.Generator.Emission.Losses;

/// <summary>How a loss and its gradient are computed, per vector width.</summary>
internal abstract class LossEmitter
{
    /// <summary>Its name in the architecture file.</summary>
    public abstract string Name { get; }

    public abstract void WriteLoss(KernelWriter kernel);

    public abstract void WriteGradient(KernelWriter kernel);

    /// <summary>The emitter of a kind: the one place in this stage that lists them.</summary>
    public static LossEmitter For(Loss loss) => loss switch
    {
        CrossEntropy => new CrossEntropyEmitter(),
        _ => throw new NotSupportedException(loss.GetType().Name),
    };
}
