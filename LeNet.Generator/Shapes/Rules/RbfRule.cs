using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

internal static class RbfRule
{
    public static LayerFit? Fit(Rbf layer, LayerInput input)
    {
        input.CheckVector("rbf");

        EquatableArray<EquatableArray<double>> rows = layer.Prototypes.Rows;
        if (Problem(layer.Prototypes, input.Shape.Count) is { } problem)
        {
            input.Report(Descriptors.LayerDoesNotFit, input.Site.SpanOf(RbfReader.Prototypes), problem);
            return null;
        }

        long values = Limits.Product(rows.Count, input.Shape.Count);
        if (values > Limits.Prototypes)
        {
            input.Report(
                Descriptors.TooLarge,
                input.Site.SpanOf(RbfReader.Prototypes),
                Invariant($"the prototypes are {values:N0} values; the limit is {Limits.Prototypes:N0}"));
            return null;
        }

        return new LayerFit(Shape.Flat(rows.Count));
    }

    private static string? Problem(Prototypes prototypes, int inputs)
    {
        if (prototypes.Rows.Count == 0)
        {
            return Invariant($"there are no prototypes; give a list of {inputs} numbers for each output");
        }

        for (int i = 0; i < prototypes.Rows.Count; i++)
        {
            int found = prototypes.Rows[i].Count;
            if (found == inputs)
            {
                continue;
            }

            return prototypes.Name is { } name
                ? Invariant($"the prototypes \"{name}\" have {found} values each, but {inputs} come in; put a linear layer of {found} before it")
                : Invariant($"prototypes[{i}] has {found} {(found == 1 ? "value" : "values")}, but {inputs} come in; give as many");
        }

        return null;
    }
}
