using LeNet.Generator.Emission.Sharing;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Writes the file that computes one image alone, for one vector width.</summary>
internal static class OneImageEmitter
{
    public const string Signature = "ReadOnlySpan<float> parameters, ReadOnlySpan<float> prepared, Span<float> memory";

    private const string PrepareSignature = "ReadOnlySpan<float> parameters, Span<float> prepared";

    /// <summary>Layers whose parameters one method prepares.</summary>
    private const int MostPrepared = 16;

    private const string Arguments = "parameters, prepared, memory";

    public static string Emit(NetworkPlan plan, OneImagePlan image, string namespaceName) => new KernelFile(
        ClassName(image.Target),
        CodeWriter.Invariant($"The way of a single image through the network on {image.Target.Bits}-bit vectors."),
        [
            "One image cannot fill a vector with samples, so the lanes are neighbouring columns, tiles of columns or output channels, whichever",
            "needs fewer vectors. Every result is the same chain of multiply-adds as in a batch: the same bits.",
        ]).Emit(plan, image.Target, namespaceName, kernel => WriteMembers(kernel, image));

    public static string ClassName(VectorTarget target) => CodeWriter.Invariant($"Vector{target.Bits}OneImage");

    private static void WriteMembers(KernelWriter kernel, OneImagePlan image)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>Parameters in the order in which the steps read them, from the parameters as they are.</summary>");
        LayerStep[] prepared = [.. image.Steps.OfType<LayerStep>().Where(step => step.PreparedWeight >= 0)];
        if (prepared.Length <= MostPrepared)
        {
            WritePrepares(kernel, "Prepare", "internal", prepared);
        }
        else
        {
            WritePrepareParts(kernel, prepared);
        }

        code.Line();
        code.Line("/// <summary>The input → logits, step by step.</summary>");
        using (code.Block($"internal static void Forward({Signature})"))
        {
            for (var i = 0; i < image.Steps.Count; i++)
            {
                code.Line($"{Name(image.Steps[i], i)}({Arguments});");
            }
        }

        KernelTexts.Write(code, [.. image.Steps.Select((step, index) => KernelText.Of(
            Name(step, index), Signature, [$"<summary>{Summary(step)}</summary>"], code.TakeBody(() => OneImageStepEmitter.For(step).Write(kernel))))]);
    }

    /// <summary>A method for each part of the layers, for one for all would be too long for the JIT compiler to optimise.</summary>
    private static void WritePrepareParts(KernelWriter kernel, LayerStep[] steps)
    {
        CodeWriter code = kernel.Code;
        var parts = RegisterBlock.Blocks(steps.Length, MostPrepared);
        using (code.Block($"internal static void Prepare({PrepareSignature})"))
        {
            for (var part = 0; part < parts; part++)
            {
                code.Line($"Prepare{part}(parameters, prepared);");
            }
        }

        for (var part = 0; part < parts; part++)
        {
            code.Line();
            code.Line("/// <summary>The parameters of some of the layers.</summary>");
            WritePrepares(kernel, CodeWriter.Invariant($"Prepare{part}"), "private", steps.Skip(part * MostPrepared).Take(MostPrepared));
        }
    }

    private static void WritePrepares(KernelWriter kernel, string name, string access, IEnumerable<LayerStep> steps)
    {
        using (kernel.Code.Block($"{access} static void {name}({PrepareSignature})"))
        {
            foreach (LayerStep step in steps)
            {
                OneImageStepEmitter.For(step).WritePrepare(kernel);
            }
        }
    }

    private static string Name(OneImageStep step, int index) => step switch
    {
        LayerStep { Layer: ActivationStep activation } => Layers.ActivationStepEmitter.ForwardName(activation),
        LayerStep layer => "Forward" + Naming.PascalCase.Of(layer.Layer.Name),
        _ => CodeWriter.Invariant($"Copy{index}"),
    };

    private static string Summary(OneImageStep step) => step is LayerStep layer
        ? $"{layer.Layer.Name}: {LayerDescriber.Describe(layer.Layer)}; the lanes are {layer.Axis.ToString().ToLowerInvariant()}."
        : $"{step.Input.Name}, {step.Input.Layout} → {step.Output.Name}, {step.Output.Layout}.";
}
