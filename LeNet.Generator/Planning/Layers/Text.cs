namespace LeNet.Generator.Planning.Layers;

/// <summary>Parts of a layer's description.</summary>
internal static class Text
{
    /// <summary>", stride 2×2", or nothing where the value is the usual one.</summary>
    public static string Unless(Size2 value, Size2 usual, string name) =>
        value == usual ? "" : FormattableString.Invariant($", {name} {value}");

    /// <summary>", tanh", or nothing for none.</summary>
    public static string Named(Activation activation) => activation switch
    {
        NoActivation => "",
        _ => ", " + activation.Title,
    };
}
