using LeNet.Generator;
using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Pipeline;
using LeNet.Generator.Planning;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Import.Architecture;

/// <summary>An architecture file as the compiler will read it, without compiling it.</summary>
internal static class CheckedArchitecture
{
    /// <summary>Reads a file's text and describes its network as the compiled class would.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The description, or the errors, each with its place.</returns>
    public static (NetworkDescription? Network, IReadOnlyList<string> Errors) Read(string path, string text)
    {
        ArchitectureFile file = ArchitectureFile.Read(new TextFile(path, text), CancellationToken.None);
        return file.Network is { } network
            ? (Describe(Planner.Plan(network)), [])
            : (null, [.. file.Diagnostics.Where(diagnostic => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error).Select(Show)]);
    }

    private static string Show(DiagnosticInfo diagnostic)
    {
        LinePosition place = diagnostic.Place.Lines.Start;
        return FormattableString.Invariant($"line {place.Line + 1}, column {place.Character + 1}: {diagnostic.Message}");
    }

    private static NetworkDescription Describe(NetworkPlan plan)
    {
        ShapedNetwork network = plan.Network;
        return new NetworkDescription
        {
            Name = network.Name,
            InputShape = [network.Input.Shape.Channels, network.Input.Shape.Height, network.Input.Shape.Width],
            ImageHeight = network.Input.Image.Height,
            ImageWidth = network.Input.Image.Width,
            Classes = plan.Logits.Shape.Count,
            InputSettings = Setting.Object(InputReader.Settings(network.Input)),
            Loss = network.Loss.Name,
            LossSettings = Setting.Object(LossKinds.Settings(network.Loss)),
            Layers = [.. network.Layers.Select(layer => Describe(plan, layer))],
            Parameters = [.. plan.Parameters.Select(Describe)],
            ParameterFloats = plan.ParameterFloats,
        };
    }

    private static LayerDescription Describe(NetworkPlan plan, ShapedLayer layer)
    {
        Shape output = layer.Output;
        IReadOnlyList<Step> steps = plan.StepsOf(layer);
        return new LayerDescription(
            layer.Layer.Name,
            LayerReaders.Of(layer.Layer).Type,
            LayerDescriber.Describe(plan, layer),
            LayerReaders.Write(layer.Layer),
            output.IsFlat ? [output.Channels] : [output.Channels, output.Height, output.Width],
            steps.Sum(step => step.TrainableCount),
            steps.Sum(step => step.ForwardMultiplyAdds),
            steps.Sum(step => step.BackwardMultiplyAdds));
    }

    private static ParameterDescription Describe(ParameterPlan parameter) => new(parameter.Name, [.. parameter.Shape], parameter.Offset, parameter.FanIn)
    {
        Connections = parameter.Connections is { } connections ? [.. connections.Inputs.Select(inputs => (IReadOnlyList<int>)[.. inputs])] : null,
        InitialValue = parameter.InitialValue,
        IsTrainable = parameter.IsTrainable,
        IsInteger = parameter.IsInteger,
    };

    private sealed class TextFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
