using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
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
        int constants = program.Tables.Sum(table => table.Length * sizeof(float));
        var code = new CodeWriter();
        code.Line("/*");
        code.Line($" * {SharedText.Title(network)}.");
        code.Line($" * LeNet exported this file: a trained network of {network.Description.ParameterCount:N0} parameters.");
        code.Line($" * {SharedText.Hash(network)}");
        code.Line(" *");
        code.Line($" * Memory: {memory.Bytes:N0} bytes, static. Constants: {constants:N0} bytes, which stay in flash. Nothing is allocated, nothing is recursive.");
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
        code.Line("#ifdef __cplusplus");
        code.Line("}");
        code.Line("#endif");
        code.Line();
        code.Line("#endif");
        return code.ToString();
    }
}
