using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Planning;

/// <summary>
/// Says in one line what a layer does, to what, and what it costs. The class's remarks, the comments of its methods and its
/// description at run time all have their words from here.
/// </summary>
internal static class LayerDescriber
{
    /// <summary>"5×5 convolution, tanh, 1×32×32 → 6×28×28, 156 parameters, 117,600 multiply-adds".</summary>
    public static string Describe(Step step) => Line(step.Kind, step.Layer, [step]);

    /// <summary>As of a step, for a layer: one of two steps, one that a step before it computes, or one that only hands on its input.</summary>
    public static string Describe(NetworkPlan plan, ShapedLayer layer)
    {
        IReadOnlyList<Step> steps = plan.StepsOf(layer);
        return Line(
            steps.Count > 0 ? string.Join(", ", steps.Select(step => step.Kind))
                : layer.Layer is ActivationLayer function ? $"{function.Activation.Title}, computed with {Before(plan, layer)}" : "",
            layer,
            steps);
    }

    private static string Line(string kind, ShapedLayer layer, IReadOnlyList<Step> steps)
    {
        string[] parts =
        [
            kind,
            FormattableString.Invariant($"{layer.Input} → {layer.Output}"),
            Count(steps.Sum(step => step.TrainableCount), "parameter"),
            Count(steps.Sum(step => step.ForwardMultiplyAdds), "multiply-add"),
            steps.OfType<Conv2dStep>().FirstOrDefault() is { Fast: { } form } ? $"{Count(FastForms.Products(form, layer), "product")} by {form.Toom}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Count(long count, string what) =>
        count == 0 ? "" : FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    /// <summary>The layer that an activation is part of.</summary>
    private static string Before(NetworkPlan plan, ShapedLayer activation) =>
        plan.Network.Layers.TakeWhile(layer => layer != activation).Last(layer => layer.Layer is ActivatedLayer).Layer.Name;
}
