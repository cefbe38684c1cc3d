using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission;

/// <summary>Writes what a network says of itself at run time.</summary>
internal static class DescriptionEmitter
{
    public static void Write(CodeWriter code, NetworkPlan plan, CostTable costs)
    {
        ShapedNetwork network = plan.Network;
        code.Line("/// <inheritdoc/>");
        code.Line("public override NetworkDescription Description => Facts;");
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"protected override NetworkMemory Memory => new(scratchFloats: {plan.ScratchFloats}, recordFloats: {plan.RecordFloats}, workspaceFloats: {plan.WorkspaceFloats}, logits: {plan.Logits.Offset}, probabilities: {plan.Loss.ProbabilitiesOffset}, losses: {plan.Loss.LossesOffset});");
        code.Line();
        WriteActivations(code, plan);
        code.Line();
        WriteConnections(code, plan);
        code.Line("private static readonly NetworkDescription Facts = new()");
        using (code.Braces(end: "};"))
        {
            code.Line($"Name = \"{network.Name}\",");
            code.Line($"InputShape = [{network.Input.Shape.Channels}, {network.Input.Shape.Height}, {network.Input.Shape.Width}],");
            code.Line($"ImageHeight = {network.Input.Image.Height},");
            code.Line($"ImageWidth = {network.Input.Image.Width},");
            code.Line($"Classes = {plan.Logits.Shape.Count},");
            code.Line($"InputSettings = {RawString(Setting.Object(InputReader.Settings(network.Input)))},");
            code.Line($"Loss = \"{network.Loss.Name}\",");
            if (network.Loss.Title != network.Loss.Name)
            {
                code.Line($"LossSummary = \"{network.Loss.Title}\",");
            }

            code.Line($"LossSettings = {RawString(Setting.Object(LossKinds.Settings(network.Loss)))},");
            code.Line("Layers =");
            code.Line("[");
            for (var i = 0; i < network.Layers.Count; i++)
            {
                WriteLayer(code, plan, network.Layers[i], costs.Rows[i + 1]);
            }

            code.Line("],");
            code.Line("Parameters =");
            code.Line("[");
            foreach (ParameterPlan parameter in plan.Parameters)
            {
                code.Line($"    new(\"{parameter.Name}\", [{string.Join(", ", parameter.Shape)}], Offset: {parameter.Offset}, FanIn: {parameter.FanIn}){Role(parameter)},");
            }

            code.Line("],");
            code.Line($"ParameterFloats = {plan.ParameterFloats},");
            code.Line($"TrainingBytes = {Bytes(costs.Rows.Sum(row => row.TileFloats) + plan.WorkspaceFloats)},");
            code.Line($"InferenceBytes = {Bytes(costs.Rows.Sum(row => row.ImageFloats))},");
        }
    }

    /// <summary>A layer without a step hands on the memory of its input.</summary>
    private static void WriteActivations(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <inheritdoc/>");
        using (code.Block("protected override ActivationMemory Activation(int layer) => layer switch", end: "};"))
        {
            ActivationBuffer current = plan.Input;
            code.Line($"-1 => {Place(current)}, // input {current.Layout}");
            for (var i = 0; i < plan.Network.Layers.Count; i++)
            {
                ShapedLayer layer = plan.Network.Layers[i];
                current = plan.StepsOf(layer).LastOrDefault()?.Output ?? current with { Shape = layer.Output };
                code.Line($"{(i + 1 < plan.Network.Layers.Count ? CodeWriter.Invariant($"{i}") : "_")} => {Place(current)}, // {layer.Layer.Name} {current.Layout}");
            }
        }

        static string Place(ActivationBuffer buffer) => CodeWriter.Invariant(
            $"new(isKept: {(buffer.Home == Home.Record ? "true" : "false")}, offset: {buffer.Offset + buffer.Origin}, channelFloats: {buffer.ChannelFloats}, rowFloats: {buffer.RowFloats})");
    }

    /// <summary>Tables that the facts of several tensors share.</summary>
    private static void WriteConnections(CodeWriter code, NetworkPlan plan)
    {
        foreach (IGrouping<string, ParameterPlan> layer in plan.Parameters.Where(parameter => parameter.Connections is not null).GroupBy(ConnectionsName))
        {
            code.Line("/// <summary>For each output channel the input channels that it is made of.</summary>");
            code.Line($"private static readonly int[][] {layer.Key} =");
            code.Line("[");
            foreach (EquatableArray<int> inputs in layer.First().Connections!.Inputs)
            {
                code.Line($"    [{string.Join(", ", inputs)}],");
            }

            code.Line("];");
            code.Line();
        }
    }

    private static string ConnectionsName(ParameterPlan parameter) =>
        "ConnectionsOf" + Naming.PascalCase.Of(parameter.Name.Substring(0, parameter.Name.LastIndexOf('.')));

    /// <summary>What is unusual about a tensor.</summary>
    private static string Role(ParameterPlan parameter)
    {
        List<string> roles = [];
        if (parameter.InitialValue is { } value)
        {
            roles.Add($"InitialValue = {KernelWriter.Literal(value)}");
        }

        if (parameter.Connections is not null)
        {
            roles.Add($"Connections = {ConnectionsName(parameter)}");
        }

        if (!parameter.IsTrainable)
        {
            roles.Add("IsTrainable = false");
        }

        if (parameter.IsInteger)
        {
            roles.Add("IsInteger = true");
        }

        return roles.Count == 0 ? "" : $" {{ {string.Join(", ", roles)} }}";
    }

    /// <summary>JSON as it is: it has no run of quotes.</summary>
    private static string RawString(string json) => $"\"\"\"{json}\"\"\"";

    private static void WriteLayer(CodeWriter code, NetworkPlan plan, ShapedLayer layer, CostRow cost)
    {
        Shape output = layer.Output;
        var shape = output.IsFlat
            ? CodeWriter.Invariant($"[{output.Channels}]")
            : CodeWriter.Invariant($"[{output.Channels}, {output.Height}, {output.Width}]");
        var settings = RawString(LayerReaders.Write(layer.Layer));
        var type = plan.StepsOf(layer).FirstOrDefault() is { } step ? step.Type : layer.Layer is ActivationLayer { Activation.Name: var name } ? name : "flatten";
        code.Line($"    new(\"{layer.Layer.Name}\", \"{type}\", \"{LayerDescriber.Describe(plan, layer)}\", {settings}, {shape}, {cost.Parameters}, {cost.Forward}, {cost.Backward}) {{ {AlgorithmOf(plan, layer)}TrainingBytes = {Bytes(cost.TileFloats)}, InferenceBytes = {Bytes(cost.ImageFloats)} }},");
    }

    private static string AlgorithmOf(NetworkPlan plan, ShapedLayer layer) => plan.StepsOf(layer).OfType<Conv2dStep>().FirstOrDefault() is { Fast: { } form }
        ? CodeWriter.Invariant($"Algorithm = \"{form.Toom}\", ForwardProducts = {FastForms.Products(form, layer)}, ")
        : "";

    private static long Bytes(int floats) => (long)floats * sizeof(float);
}
