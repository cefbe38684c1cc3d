using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>Tells where a file asks for a fast convolution that there is not.</summary>
internal static class FastFit
{
    /// <param name="parsed">Where the layers stand.</param>
    /// <param name="network">The same layers with their shapes.</param>
    /// <param name="bag">Gets a diagnostic for each.</param>
    public static void Report(ParsedNetwork parsed, ShapedNetwork network, DiagnosticBag bag)
    {
        for (var i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i].Layer is Conv2d { Algorithm: ConvAlgorithm.Fast } convolution && FastForms.For(network.Layers[i]) is null)
            {
                LayerSite site = parsed.Layers[i].Site;
                bag.Add(
                    Descriptors.LayerDoesNotFit,
                    site.SpanOf(Conv2dReader.Algorithm),
                    $"{site.Label}: {Problem(convolution, network.Layers[i])}; use \"auto\"");
            }
        }
    }

    private static string Problem(Conv2d convolution, ShapedLayer layer) =>
        !FastForms.CanBe(convolution) ? "a fast convolution has stride 1, dilation 1, one group and all channels connected"
        : !CookToom.Of(convolution.Kernel.Width).Any() ? Invariant($"fast forms are for kernels {CookToom.FewestTaps} to {CookToom.MostTaps} columns wide, and this one has {convolution.Kernel.Width}")
        : !FastForms.Of(layer).Any() ? Invariant($"a fast form for {convolution.Kernel.Width} columns makes at least {CookToom.Of(convolution.Kernel.Width).Min(form => form.Outputs)} outputs at a time, and a row has {layer.Output.Width}")
        : Invariant($"a sum over {layer.Input.Channels} channels and {convolution.Kernel.Height} rows would be rounded too coarsely");
}
