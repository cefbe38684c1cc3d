using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Loops.Training;
using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.C;

/// <summary>The header: what there is to call, and what it needs.</summary>
internal static class CHeader
{
    /// <summary>The header's text.</summary>
    public static string Write(LoopProgram program, CMemory memory, string prefix)
    {
        (ExportedNetwork network, ExportedInput input) = (program.Network, program.Network.Input);
        string upper = prefix.ToUpperInvariant();
        int constants = program.Tables.Where(table => !table.IsTrained).Sum(table => table.Length * sizeof(float));
        var code = new CodeWriter();
        code.Line("/*");
        code.Line($" * {SharedText.Title(network)}.");
        code.Line($" * LeNet exported this file: a trained network of {network.Description.ParameterCount:N0} parameters.");
        code.Line($" * {SharedText.Hash(network)}");
        code.Line(" *");
        if (program.Training is { } training)
        {
            WriteMemory(code, program, training, memory, prefix, constants);
        }
        else
        {
            code.Line($" * Memory: {memory.Bytes:N0} bytes, static. Constants: {constants:N0} bytes, which stay in flash. Nothing is allocated, nothing is recursive.");
        }

        code.Line(" * All calls work on the same memory: one thread at a time.");
        code.Line(" *");
        code.Line(" * The results have the same bits wherever float and double are those of IEEE 754 and are computed as such: any optimisation but -ffast-math and its");
        code.Line(" * parts (-funsafe-math-optimizations, -fassociative-math, -freciprocal-math), rounding to nearest, subnormal numbers not flushed to zero (on 32-bit Arm: VFP and not NEON");
        code.Line(" * vectors). 32-bit x86 needs -msse2 -mfpmath=sse, gcc for s390x -fexcess-precision=fast with -std=c99. The source says so where it can tell.");
        code.Line(" */");
        code.Line($"#ifndef {upper}_H");
        code.Line($"#define {upper}_H");
        code.Line();
        code.Line("#include <stdint.h>");
        code.Line();
        code.Line("#ifdef __cplusplus");
        code.Line("extern \"C\" {");
        code.Line("#endif");
        code.Line();
        code.Line("/* Bytes of an image: channel, row, column. */");
        code.Line($"#define {upper}_IMAGE_BYTES {input.ImageBytes}");
        code.Line();
        code.Line($"/* Values that the first layer takes: {string.Join('×', input.Shape.Sizes)}. */");
        code.Line($"#define {upper}_INPUTS {input.Shape.Count}");
        code.Line();
        code.Line("/* Number of classes. */");
        code.Line($"#define {upper}_CLASSES {network.Description.Classes}");
        code.Line();
        code.Line("/* The most probable class of a raw image of 8-bit levels. Probabilities, which may be NULL, get that of every class; they sum to 1. */");
        code.Line($"int {prefix}_predict(const uint8_t *image, float *probabilities);");
        code.Line();
        code.Line("/* The same of an image that was scaled and normalised before. */");
        code.Line($"int {prefix}_predict_input(const float *input, float *probabilities);");
        code.Line();
        code.Line("/* The logits of the last image, until the next call. */");
        code.Line($"const float *{prefix}_logits(void);");
        code.Line();
        if (program.Training is not null)
        {
            WriteTraining(code, program.Training, prefix);
        }

        code.Line("#ifdef __cplusplus");
        code.Line("}");
        code.Line("#endif");
        code.Line();
        code.Line("#endif");
        return code.ToString();
    }

    private static void WriteMemory(CodeWriter code, LoopProgram program, LoopTraining training, CMemory memory, string prefix, int constants)
    {
        int weights = training.Tensors.Sum(tensor => tensor.Weights.Length * sizeof(float));
        int tables = program.Tables.Where(table => table.IsTrained).Sum(table => table.Length * sizeof(float));
        int velocity = CTraining.VelocityBytes(training);
        int gradients = training.Tensors.Sum(tensor => tensor.Gradient.Length * sizeof(float));
        int lanes = training.Tensors.Sum(tensor => (tensor.Lanes?.Length ?? 0) * sizeof(float));
        code.Line($" * Memory: {memory.Bytes + tables + velocity:N0} bytes, static: weights {weights:N0}, gradients {gradients:N0}, momentum {velocity:N0}, sums over samples {lanes:N0}, the rest");
        code.Line($" * {memory.Bytes + tables - weights - gradients - lanes:N0}. Defining {prefix.ToUpperInvariant()}_MOMENTUM as 0 when the source is compiled leaves out that of the momentum, which must be 0 then.");
        code.Line($" * What the weights begin with is in flash once, {tables:N0} bytes with what is made of them, as initial values; constants are {constants:N0} bytes. Nothing is allocated, nothing is recursive.");
    }

    private static void WriteTraining(CodeWriter code, LoopTraining training, string prefix)
    {
        string upper = prefix.ToUpperInvariant();
        code.Line("/*");
        code.Line(" * One step of stochastic gradient descent on a batch of count raw images, one after the other, with their classes: for each parameter w with gradient g of the mean");
        code.Line(" * loss, g = g + weight_decay * w, v = momentum * v + g, w = w - learning_rate * v, where v is 0 at the begin. Returns the mean loss before the step.");
        code.Line($" * Predictions are made with the new weights. Memory is the same for any count. Nothing is changed, and what is returned is not a number, if count is below 1 or a label");
        code.Line($" * is not below {upper}_CLASSES; nor if the loss is not finite, which is returned then: the learning rate is too high.");
        code.Line(" */");
        code.Line($"float {prefix}_train(const uint8_t *images, const uint8_t *labels, int count, float learning_rate, float momentum, float weight_decay);");
        code.Line();
        code.Line("/* A tensor of the weights: its name in the state dict and in the safetensors file, and its values, row-major in PyTorch's shape. */");
        code.Line("typedef struct");
        using (code.Braces($"}} {prefix}_tensor;"))
        {
            code.Line("const char *name;");
            code.Line("float *values;");
            code.Line("int count;");
        }

        code.Line();
        code.Line("/* How many there are. */");
        code.Line($"#define {upper}_TENSORS {training.Tensors.Count}");
        code.Line();
        code.Line($"/* A tensor, by its number from 0 to {upper}_TENSORS - 1, to keep what was learned. */");
        code.Line($"{prefix}_tensor {prefix}_weights(int number);");
        code.Line();
        code.Line("/* To be called after values were written to, to go on with weights that were kept: something may have been made of them. What the momentum remembers stays. */");
        code.Line($"void {prefix}_weights_changed(void);");
        code.Line();
    }
}
