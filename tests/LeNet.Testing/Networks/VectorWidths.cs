namespace LeNet.Testing;

/// <summary>Which vector widths a network is compiled for. One of many alike does without one of them, each without another than the one before.</summary>
internal static class VectorWidths
{
    /// <summary>In bits, the widest first.</summary>
    public static readonly IReadOnlyList<int> All = [512, 256, 128];

    private static readonly IReadOnlyList<int>[] Pairs = [[512, 256], [512, 128], [256, 128]];

    /// <summary>Two of them.</summary>
    /// <param name="number">Of the network.</param>
    public static IReadOnlyList<int> InTurn(int number) => Pairs[number % Pairs.Length];
}
