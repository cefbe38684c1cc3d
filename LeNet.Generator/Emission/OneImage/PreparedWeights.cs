using LeNet.Generator.Planning;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Weights in the order in which a layer reads them whose lanes are output channels.</summary>
internal static class PreparedWeights
{
    /// <summary>Statements that are written one by one; more are a loop.</summary>
    private const int MostTurned = 8;

    /// <summary>Weights of a vector of outputs side by side, a vector for each term; the bias filled up.</summary>
    public static void Write(KernelWriter kernel, LayerStep layer)
    {
        CodeWriter code = kernel.Code;
        ParameterPlan weight = layer.Layer.Parameters[0];
        var groups = layer.Groups;
        var outputs = weight.Shape[0] / groups;
        var terms = weight.Count / weight.Shape[0];
        var lanes = layer.GroupLanes;
        code.Line($"// {weight.Title} → {(groups == 1 ? "" : CodeWriter.Invariant($"[{groups}]"))}[{lanes / kernel.Width}][{terms}][{kernel.Width} outputs]");
        using (kernel.GroupLoop(groups))
        {
            var whole = outputs / kernel.Width;
            if (whole > MostTurned)
            {
                using (code.Block($"for (int o = 0; o < {whole * kernel.Width}; o += {kernel.Width})"))
                {
                    Turn(Times("o", terms), 0, kernel.Width);
                }
            }
            else
            {
                for (var vector = 0; vector < whole; vector++)
                {
                    Turn("", vector * kernel.Width, kernel.Width);
                }
            }

            if (outputs % kernel.Width > 0)
            {
                Turn("", whole * kernel.Width, outputs % kernel.Width);
            }

            if (layer.Layer.Parameters.Count > 1)
            {
                ParameterPlan bias = layer.Layer.Parameters[1];
                var length = groups == 1 ? lanes : outputs;
                code.Line($"parameters.{Part(bias.Offset, bias.Count, groups)}.CopyTo(prepared.Slice({Sum(Term(layer.PreparedBias), Group(lanes))}, {length})); // {bias.Title}");
            }
        }

        string Group(int size) => groups == 1 ? "" : Times("group", size);

        void Turn(string loop, int first, int count)
        {
            var source = Sum(Term(weight.Offset + (first * terms)), Group(outputs * terms), loop);
            var target = Sum(Term(layer.PreparedWeight + (first * terms)), Group(lanes * terms), loop);
            code.Line($"LaneMath.ToColumns(parameters.Slice({source}, {count * terms}), {count}, {terms}, prepared.Slice({target}, {terms * kernel.Width}), {kernel.Width});");
        }
    }
}
