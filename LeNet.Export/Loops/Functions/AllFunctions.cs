using static LeNet.Export.Loops.Functions.Choices;
using static LeNet.Export.Loops.Functions.ExponentialFunctions;
using static LeNet.Export.Loops.Functions.Gaussians;
using static LeNet.Export.Loops.Functions.Tangents;

namespace LeNet.Export.Loops.Functions;

/// <summary>The functions that there are.</summary>
internal static class AllFunctions
{
    /// <summary>All that exported predictions may have.</summary>
    public static readonly IReadOnlyList<LoopFunction> All =
    [
        AtMost, Bell, Elu, Exp, ExpOfCubic, Gelu, GeluTanh, Greater, LeakyRelu, Logistic, Magnitude, NegativeExpm1, Normal, NotBelow, Relu, ScaledTanh, Sigmoid, Silu, Tanh,
    ];
}
