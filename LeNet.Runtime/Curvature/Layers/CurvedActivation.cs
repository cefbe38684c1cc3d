namespace LeNet.Runtime;

/// <summary>An activation, value by value: h[x] = f′(x)² h[y]; the paper leaves out what f″ adds, which may be negative.</summary>
/// <param name="function">y = f(x), in place, of a multiple of sixteen values.</param>
/// <param name="slopes">f′ from x and y, of as many.</param>
internal sealed class CurvedActivation(CurvedActivation.Function function, CurvedActivation.Slopes slopes) : CurvedLayer
{
    private const float TanhScale = 1.7159f;

    /// <summary>y = f(x), in place.</summary>
    public delegate void Function(Span<float> values);

    /// <summary>f′ from x and y.</summary>
    public delegate void Slopes(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> slopes);

    /// <summary>The activations, by the functions that networks compute them with.</summary>
    /// <param name="settings">"type" and the keys of that type.</param>
    public static CurvedActivation Of(Settings settings)
    {
        string type = settings.Text("type");
        switch (type)
        {
            case "none":
                return new(_ => { }, (_, _, slopes) => slopes.Fill(1));
            case "tanh":
                return new(LaneMath.Tanh, Of(y => 1 - (y * y)));
            case "scaled_tanh":
                return new(LaneMath.ScaledTanh, Of(y => TanhScale * 2 / 3 * (1 - (y / TanhScale * (y / TanhScale)))));
            case "sigmoid":
                return new(LaneMath.Sigmoid, Of(y => y * (1 - y)));
            case "relu":
                return new(values => Each(values, x => Math.Max(0, x)), Of(y => y > 0 ? 1 : 0));
            case "leaky_relu":
                float slope = (float)settings.Number("negative_slope");
                return new(values => Each(values, x => x > 0 ? x : slope * x), (x, _, slopes) =>
                {
                    for (int i = 0; i < slopes.Length; i++)
                    {
                        slopes[i] = x[i] > 0 ? 1 : slope;
                    }
                });
            case "elu":
                float alpha = (float)settings.Number("alpha");
                return new(values => LaneMath.Elu(values, alpha), Of(y => y > 0 ? 1 : y + alpha));
            case "silu":
                return new(LaneMath.Silu, Of(LaneMath.SiluGradient));
            case "gelu" when settings.Text("approximate") == "tanh":
                return new(LaneMath.GeluTanh, Of(LaneMath.GeluTanhGradient));
            case "gelu":
                return new(LaneMath.Gelu, Of(LaneMath.GeluGradient));
            default:
                throw new NotSupportedException($"Second derivatives of the type \"{type}\" are not known.");
        }
    }

    public override double[] Forward(double[] x)
    {
        float[] values = Padded(x);
        function(values);
        return [.. values.Take(x.Length).Select(value => (double)value)];
    }

    public override double[] Backward(double[] x, double[] y, double[] hy)
    {
        float[] own = Padded(x);
        float[] slope = new float[own.Length];
        slopes(own, Padded(y), slope);
        return [.. hy.Select((h, i) => (double)slope[i] * slope[i] * h)];
    }

    private static float[] Padded(double[] values)
    {
        float[] padded = new float[(values.Length + LaneMath.Lanes - 1) / LaneMath.Lanes * LaneMath.Lanes];
        for (int i = 0; i < values.Length; i++)
        {
            padded[i] = (float)values[i];
        }

        return padded;
    }

    private static void Each(Span<float> values, Func<float, float> function)
    {
        foreach (ref float value in values)
        {
            value = function(value);
        }
    }

    private static Slopes Of(Func<float, float> byValue) => (_, y, slopes) =>
    {
        for (int i = 0; i < slopes.Length; i++)
        {
            slopes[i] = byValue(y[i]);
        }
    };

    /// <summary>By the way back of a gradient of 1.</summary>
    private static Slopes Of(GradientOf gradient) => (x, _, slopes) =>
    {
        slopes.Fill(1);
        gradient(x, slopes);
    };

    private delegate void GradientOf(ReadOnlySpan<float> values, Span<float> gradient);
}
