using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Shapes.Rules;
using static System.FormattableString;

namespace LeNet.Generator.Shapes;

/// <summary>Sums up a network and reports the layer that makes it too large.</summary>
internal sealed class NetworkSize(DiagnosticBag bag, Shape input)
{
    private long _activations = input.Count;

    public long Parameters { get; private set; }

    /// <returns>False if the network is too large with this layer.</returns>
    public bool Add(LayerFit fit, LayerSite site)
    {
        Shape output = fit.Output;
        long values = Limits.Product(output.Channels, output.Height, output.Width);
        if (values > Limits.Activations - _activations)
        {
            Report(site, $"the output {output} is {values:N0} values", $"the input and all outputs so far {_activations + values:N0}", Limits.Activations);
            return false;
        }

        if (fit.Parameters > Limits.Parameters - Parameters)
        {
            Report(site, $"it has {fit.Parameters:N0} parameters", $"all layers so far {Parameters + fit.Parameters:N0}", Limits.Parameters);
            return false;
        }

        _activations += values;
        Parameters += fit.Parameters;
        return true;
    }

    private void Report(LayerSite site, FormattableString own, FormattableString sum, int limit) => bag.Add(
        Descriptors.TooLarge,
        site.Type,
        Invariant($"{site.Label}: {Invariant(own)}, {Invariant(sum)}; the limit is {limit:N0}"));
}
