namespace LeNet.Runtime;

/// <summary>Functions of each value by itself.</summary>
internal static class OnnxFunctions
{
    private const int FirstIntegerType = 2;
    private static readonly long[] FloatTypes = [1, 10, 11, 16];

    /// <summary>An operator that applies a function.</summary>
    public static Func<OnnxCall, OnnxTensor> Of(Func<double, double> function) => call => Apply(call, function);

    /// <summary>x where positive, else alpha · x.</summary>
    public static OnnxTensor LeakyRelu(OnnxCall call)
    {
        double slope = call.Attributes.Number("alpha", 0.01f);
        return Apply(call, x => x < 0 ? slope * x : x);
    }

    /// <summary>x where positive, else alpha · (exp(x) − 1).</summary>
    public static OnnxTensor Elu(OnnxCall call)
    {
        double alpha = call.Attributes.Number("alpha", 1);
        return Apply(call, x => x < 0 ? alpha * (Math.Exp(x) - 1) : x);
    }

    /// <summary>x Φ(x), or its approximation by tanh.</summary>
    public static OnnxTensor Gelu(OnnxCall call) => call.Attributes.Text("approximate", "none") switch
    {
        "none" => Apply(call, x => x * NormalDistribution.Cumulative(x)),
        "tanh" => Apply(call, x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        _ => throw call.Refuse("has an approximation that is not known"),
    };

    /// <summary>x within bounds, which are attributes before operator set 11 and inputs since.</summary>
    public static OnnxTensor Clip(OnnxCall call)
    {
        double least = call.Number(1) ?? call.Attributes.Number("min", float.NegativeInfinity);
        double most = call.Number(2) ?? call.Attributes.Number("max", float.PositiveInfinity);
        return Apply(call, x => Math.Min(most, Math.Max(least, x)));
    }

    /// <summary>Another type: whole numbers lose their fractions, floats keep double precision.</summary>
    public static OnnxTensor Cast(OnnxCall call)
    {
        long type = call.Attributes.Integer("to", 0);
        bool toInteger = !FloatTypes.Contains(type);
        return type is < 1 or 8 or > 16 || (toInteger && type < FirstIntegerType)
            ? throw call.Refuse(FormattableString.Invariant($"casts to the type {type}, which is not known here"))
            : Apply(call, toInteger ? Math.Truncate : x => x) with { IsInteger = toInteger };
    }

    /// <summary>2 Φ(x √2) − 1.</summary>
    public static double Erf(double x) => (2 * NormalDistribution.Cumulative(x * Math.Sqrt(2))) - 1;

    private static OnnxTensor Apply(OnnxCall call, Func<double, double> function)
    {
        OnnxTensor x = call.Input(0);
        call.Hold(x.Count);
        return x with { Values = Array.ConvertAll(x.Values, value => function(value)) };
    }
}
