using static System.FormattableString;

namespace LeNet.Generator.Architecture;

/// <summary>An elementwise function: of a layer's output z, or a layer of its own.</summary>
/// <param name="Name">Its name in the architecture file.</param>
internal abstract record Activation(string Name)
{
    /// <summary>What people call it, with its parameters.</summary>
    public virtual string Title => Name;

    /// <summary>
    /// Whether its derivative is not known from its value, because it takes some values at two arguments:
    /// then z must be kept until the gradient has come back.
    /// </summary>
    public virtual bool KeepsInput => false;
}

internal sealed record NoActivation() : Activation("none");

internal sealed record Tanh() : Activation("tanh");

internal sealed record Sigmoid() : Activation("sigmoid");

internal sealed record Relu() : Activation("relu");

/// <summary>As torch.nn.LeakyReLU.</summary>
internal sealed record LeakyRelu(double NegativeSlope) : Activation("leaky_relu")
{
    public override string Title => Invariant($"{Name} of slope {NegativeSlope}");
}

/// <summary>As torch.nn.ELU.</summary>
internal sealed record Elu(double Alpha) : Activation("elu")
{
    public override string Title => Invariant($"{Name} of alpha {Alpha}");
}

/// <summary>As torch.nn.SiLU.</summary>
internal sealed record Silu() : Activation("silu")
{
    public override bool KeepsInput => true;
}

/// <summary>As torch.nn.GELU.</summary>
/// <param name="IsApproximate">Whether by tanh instead of the normal distribution.</param>
internal sealed record Gelu(bool IsApproximate) : Activation("gelu")
{
    public override string Title => IsApproximate ? "gelu approximated by tanh" : Name;

    public override bool KeepsInput => true;
}

/// <summary>1.7159 tanh(2z/3), as in LeCun et al. 1998, appendix A.</summary>
internal sealed record ScaledTanh() : Activation("scaled_tanh");
