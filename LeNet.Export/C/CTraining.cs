using LeNet.Export.Loops;
using LeNet.Export.Loops.Training;
using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.C;

/// <summary>Writes what a source has beside prediction if it trains.</summary>
/// <param name="program">The network.</param>
/// <param name="training">What it trains.</param>
/// <param name="names">The names of its parts.</param>
/// <param name="prefix">What the functions' names begin with.</param>
internal sealed class CTraining(LoopProgram program, LoopTraining training, CNames names, string prefix)
{
    private const string Indent = "    ";

    /// <summary>Bytes of what the momentum remembers.</summary>
    public static int VelocityBytes(LoopTraining training) => training.Tensors.Sum(tensor => tensor.Weights.Length * sizeof(float));

    /// <summary>Writes a layer backward.</summary>
    public static void Write(BackwardStep step, CodeWriter code, CPrinter printer, CNames names)
    {
        code.Line("/*");
        code.Line($" * {step.Name} backward{(step.ReplacesInput ? "; the gradient of x takes its place" : "")}");
        foreach (string equation in step.Equations)
        {
            code.Line($" * {equation}");
        }

        code.Line($" * x {step.InputShape.Layout}, delta {step.OutputShape.Layout}");
        code.Line(" */");
        using (code.Block($"static void {names.Of(step)}({(step.ReplacesInput ? "" : "const ")}float *restrict x, const float *restrict delta{(step.UsesLane ? ", int lane" : "")})"))
        {
            printer.Write(step.Body);
        }

        code.Line();
    }

    /// <summary>Writes what is made of a layer's tensors.</summary>
    public static void Write(PrepareStep step, CodeWriter code, CPrinter printer, CNames names)
    {
        code.Line($"/* {step.Name}: {step.Summary} */");
        using (code.Block($"static void {names.Of(step)}(void)"))
        {
            printer.Write(step.Body);
        }

        code.Line();
    }

    /// <summary>Writes the functions that train.</summary>
    public void Write(CodeWriter code)
    {
        code.Line();
        code.Lines(EmbeddedText.Read("c/Train.c.txt")
            .Replace("@PREFIX@", prefix, StringComparison.Ordinal)
            .Replace("@UPPER@", prefix.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("@INPUT@", names.Of(program.Steps[0].Output), StringComparison.Ordinal)
            .Replace("@LOGITS@", names.Of(program.Logits), StringComparison.Ordinal)
            .Replace("@VELOCITY@", string.Join('\n', training.Tensors.Select(tensor => CodeWriter.Invariant($"static float {Velocity(tensor)}[{tensor.Weights.Length}];"))), StringComparison.Ordinal)
            .Replace("@TENSORS@", Lines(training.Tensors.Select(Entry)), StringComparison.Ordinal)
            .Replace("@BACKWARD@", Lines(training.Backward.Select(Call)), StringComparison.Ordinal)
            .Replace("@PREPARE@", Lines(training.Prepare.Select(step => $"{names.Of(step)}();").DefaultIfEmpty("/* nothing is made of these */")), StringComparison.Ordinal));
    }

    private string Entry(TrainedTensor tensor) =>
        $"{{\"{tensor.Name}\", {names.Of(tensor.Weights)}, {names.Of(tensor.Gradient)}, VELOCITY({Velocity(tensor)}), {(tensor.Lanes is null ? "NULL" : names.Of(tensor.Lanes))}, {tensor.Weights.Length}}},";

    private string Velocity(TrainedTensor tensor) => names.Of(tensor.Weights) + "_velocity";

    private string Call(BackwardStep step) => $"{names.Of(step)}({names.Of(step.Input)}, {names.Of(step.Delta)}{(step.UsesLane ? ", lane" : "")});";

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => Indent + line));
}
