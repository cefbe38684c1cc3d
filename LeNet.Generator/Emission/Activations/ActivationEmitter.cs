namespace LeNet.Generator.Emission.Activations;

/// <summary>How an activation is applied, and its derivative.</summary>
internal abstract class ActivationEmitter
{
    /// <summary>Its name as a part of method names.</summary>
    public abstract string Name { get; }

    /// <summary>Its equation, for a layer whose value before it is z: "y = tanh(z)".</summary>
    public abstract string Equation { get; }

    /// <summary>Its derivative by its own value: "1 − y²"; or by z, where that does not tell.</summary>
    public abstract string Derivative { get; }

    /// <summary>Whether it is cheap enough to be applied to a result while it is in a register.</summary>
    public virtual bool InRegister => true;

    /// <summary>The result to store, for a vector before activation.</summary>
    public virtual string Apply(KernelWriter kernel, string z) => z;

    /// <summary>A statement that applies it to a span of stored values, for one that is not applied in registers.</summary>
    public virtual string ApplyToSpan(string span) => throw new NotSupportedException();

    /// <summary>gradient · derivative, the derivative computed from the function's value.</summary>
    public virtual string ApplyDerivative(KernelWriter kernel, string value, string gradient) => throw new NotSupportedException();

    /// <summary>A statement that multiplies a span of gradients with the derivative at a span of z, where its value does not tell.</summary>
    public virtual string ApplyDerivativeToSpan(string z, string gradient) => throw new NotSupportedException();

    /// <summary>The emitter of a kind: the one place in this stage that lists them.</summary>
    public static ActivationEmitter For(Activation activation) => activation switch
    {
        NoActivation => new NoActivationEmitter(),
        Tanh => new TanhEmitter(),
        Sigmoid => new SigmoidEmitter(),
        Relu => new ReluEmitter(),
        LeakyRelu leaky => new LeakyReluEmitter(leaky),
        Elu elu => new EluEmitter(elu),
        Silu => new SiluEmitter(),
        Gelu gelu => new GeluEmitter(gelu),
        ScaledTanh => new ScaledTanhEmitter(),
        _ => throw new NotSupportedException(activation.GetType().Name),
    };
}
