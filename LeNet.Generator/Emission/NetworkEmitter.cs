using LeNet.Generator.Emission.OneImage;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission;

/// <summary>Writes the source files of a network.</summary>
internal static class NetworkEmitter
{
    /// <summary>The files of a network: the class, its preprocessing, and its kernels for each vector width.</summary>
    /// <param name="isWanted">Leaves widths out; what would choose one of them takes the narrowest that is left.</param>
    public static IEnumerable<(string HintName, string Source)> Emit(ShapedNetwork network, string namespaceName, string file, Func<VectorTarget, bool>? isWanted = null)
    {
        NetworkPlan plan = Planner.Plan(network);
        List<OneImagePlan> images = [.. plan.Targets.Where(isWanted ?? (_ => true)).Select(target => OneImagePlanner.Plan(plan, target))];
        yield return ($"{network.Name}.g.cs", EmitClass(plan, images, namespaceName, file));
        yield return ($"{network.Name}.Preprocessing.g.cs", PreprocessingEmitter.Emit(plan, namespaceName));
        if (PrototypesEmitter.IsNeeded(plan))
        {
            yield return ($"{network.Name}.Prototypes.g.cs", PrototypesEmitter.Emit(plan, namespaceName));
        }

        foreach (OneImagePlan image in images)
        {
            VectorTarget target = image.Target;
            yield return (CodeWriter.Invariant($"{network.Name}.Vector{target.Bits}.g.cs"), KernelsEmitter.Emit(plan, namespaceName, target));
            yield return (
                CodeWriter.Invariant($"{network.Name}.Vector{target.Bits}.OneImage.g.cs"),
                OneImageEmitter.Emit(plan, image, namespaceName));
        }
    }

    private static string EmitClass(NetworkPlan plan, IReadOnlyList<OneImagePlan> images, string namespaceName, string file)
    {
        CodeWriter code = new();
        var name = plan.Network.Name;
        SourceHeader.Write(
            code,
            mayBeNull: true,
            namespaceName,
            ["using global::LeNet.Runtime;"],
            $"[assembly: global::LeNet.Runtime.GeneratedNetwork(typeof(global::{(namespaceName.Length > 0 ? namespaceName + "." : "")}{name}), File = {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(file, quote: true)})]");
        CostTable costs = CostTable.Of(plan, images[0]);
        WriteRemarks(code, plan, costs);
        using (code.Block($"public sealed partial class {name} : global::LeNet.Runtime.Network"))
        {
            WriteConstructor(code, plan);
            WriteDispatch(code, plan, images);
            code.Line();
            DescriptionEmitter.Write(code, plan, costs);
        }

        return code.ToString();
    }

    private static void WriteRemarks(CodeWriter code, NetworkPlan plan, CostTable costs)
    {
        code.Line($"/// <summary>{plan.Network.Name}: {plan.Network.Input.Shape} → {plan.Logits.Shape.Count} classes, {plan.Parameters.Sum(parameter => parameter.TrainableCount):N0} parameters.</summary>");
        code.Line("/// <remarks>");
        code.Line("/// <list type=\"bullet\">");
        foreach (ShapedLayer layer in plan.Network.Layers)
        {
            code.Line($"/// <item>{layer.Layer.Name}: {LayerDescriber.Describe(plan, layer)}</item>");
        }

        code.Line($"/// <item>{plan.Network.Loss.Title}</item>");
        code.Line("/// </list>");
        code.Line("/// Costs: multiply-adds of a sample, forward and backward; bytes of a tile of sixteen samples in training; bytes of one image in inference.");
        code.Line("/// <code>");
        foreach (var line in costs.Lines())
        {
            code.Line($"/// {line}");
        }

        code.Line("/// </code>");
        code.Line($"/// Memory: parameters {Bytes(plan.ParameterFloats)}; per thread {Bytes(plan.ScratchFloats + plan.WorkspaceFloats)}; per tile of sixteen samples of a training batch {Bytes(plan.RecordFloats)}.");
        code.Line("/// Gradients take the place of the activations they belong to.");
        code.Line("/// </remarks>");
    }

    private static string Bytes(int floats) => CodeWriter.Invariant($"{(long)floats * sizeof(float):N0} bytes");

    private static void WriteConstructor(CodeWriter code, NetworkPlan plan)
    {
        code.Line("/// <summary>A network with initial weights from seed 1.</summary>");
        using (code.Block($"public {plan.Network.Name}()"))
        {
            code.Line("Initialize(1);");
        }

        code.Line();
    }

    private static void WriteDispatch(CodeWriter code, NetworkPlan plan, IReadOnlyList<OneImagePlan> images)
    {
        if (plan.WorkspaceFloats > 0)
        {
            Write("protected override void Prepare(ReadOnlySpan<float> parameters, Span<float> workspace)", "Prepare(parameters, workspace)");
        }

        Write("protected override void Forward(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace)", "Forward(parameters, scratch, record, workspace)");
        Write("protected override void Loss(Span<float> record, ReadOnlySpan<byte> labels)", "Loss(record, labels)");
        Write("protected override void LossGradient(Span<float> record, ReadOnlySpan<byte> labels, float weight)", "LossGradient(record, labels, weight)");
        WriteTraining();
        Write("protected override void Gradient(ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers)", "Gradient(records, tiles, first, gradient, worker, workers)");
        WriteOneImage("protected override void PrepareOneImage(ReadOnlySpan<float> parameters, Span<float> prepared)", "Prepare(parameters, prepared)");
        WriteOneImage("protected override void ForwardOneImage(ReadOnlySpan<float> parameters, ReadOnlySpan<float> prepared, Span<float> memory)", "Forward(parameters, prepared, memory)");
        WriteExpression("protected override int GradientUnit(int parameter)", target => $"{KernelsEmitter.ClassName(target)}.GradientUnit(parameter)");
        code.Line();
        WriteExpression("protected override OneImageMemory OneImage", target =>
        {
            OneImagePlan image = images.First(image => image.Target == target);
            return CodeWriter.Invariant($"new(memoryFloats: {image.MemoryFloats}, preparedFloats: {image.PreparedFloats}, logits: {image.Logits.Offset})");
        });

        void WriteTraining()
        {
            const string Tile = "ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace";
            if (plan.TileFactsOffset is not { } facts)
            {
                Write($"protected override void Backward({Tile})", "Backward(parameters, scratch, record, workspace)");
                return;
            }

            TrainingSchedule schedule = TrainingSchedule.Of(KernelsEmitter.Methods(plan, images[0].Target));
            if (schedule.Forward.Count + schedule.Backward.Count > 2)
            {
                code.Line("/// <inheritdoc/>");
                code.Line($"protected override (int Forward, int Backward) Stages => ({schedule.Forward.Count}, {schedule.Backward.Count});");
                code.Line();
            }

            code.Line("/// <inheritdoc/>");
            code.Line("protected override void BeginTile(ReadOnlySpan<int> samples, ulong seed, int epoch, Span<float> record) =>");
            code.Line($"    TileFacts.Write(record.Slice({facts}, TileFacts.Floats), samples, seed, epoch);");
            code.Line();
            Write($"protected override void TrainStage(int stage, {Tile})", "TrainStage(stage, parameters, scratch, record, workspace)");

            if (schedule.BatchForward.Count > 0)
            {
                Write("protected override void BatchForward(int stage, Span<float> parameters, Span<float> records, int tiles, int samples, bool updates)", "BatchForward(stage, parameters, records, tiles, samples, updates)");
            }

            if (schedule.BatchBackward.Count == 0)
            {
                Write($"protected override void Backward({Tile})", "Backward(parameters, scratch, record, workspace)");
            }
            else
            {
                Write($"protected override void BackwardStage(int stage, {Tile})", "BackwardStage(stage, parameters, scratch, record, workspace)");
                Write("protected override void BatchBackward(int stage, Span<float> records, int tiles, int samples)", "BatchBackward(stage, records, tiles, samples)");
            }
        }

        void WriteExpression(string signature, Func<VectorTarget, string> value)
        {
            code.Line("/// <inheritdoc/>");
            using (code.Block($"{signature} => VectorBits switch", end: "};"))
            {
                foreach (VectorTarget target in images.Select(image => image.Target))
                {
                    code.Line($"{(IsLast(target) ? "_" : CodeWriter.Invariant($"{target.Bits}"))} => {value(target)},");
                }
            }
        }

        void Write(string signature, string call) => WriteSwitch(signature, target => $"{KernelsEmitter.ClassName(target)}.{call};");

        void WriteOneImage(string signature, string call) => WriteSwitch(signature, target => $"{OneImageEmitter.ClassName(target)}.{call};");

        void WriteSwitch(string signature, Func<VectorTarget, string> statement)
        {
            code.Line("/// <inheritdoc/>");
            using (code.Block(signature))
            using (code.Block("switch (VectorBits)"))
            {
                foreach (VectorTarget target in images.Select(image => image.Target))
                {
                    code.Line(IsLast(target) ? "default:" : CodeWriter.Invariant($"case {target.Bits}:"));
                    code.Line($"    {statement(target)}");
                    code.Line("    break;");
                }
            }

            code.Line();
        }

        bool IsLast(VectorTarget target) => target == images[images.Count - 1].Target;
    }
}
