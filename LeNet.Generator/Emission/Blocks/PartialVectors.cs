namespace LeNet.Generator.Emission.Blocks;

/// <summary>Helpers for rows that are shorter than a vector.</summary>
internal static class PartialVectors
{
    public static void WriteLoad(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>A vector whose first lanes come from a span that is shorter; the others are 0.</summary>");
        using (code.Block($"private static {kernel.Vector} LoadPart(ReadOnlySpan<float> values)"))
        {
            code.Line($"Span<float> whole = stackalloc float[{kernel.Width}];");
            code.Line("whole.Clear();");
            code.Line("values.CopyTo(whole);");
            code.Line($"return {kernel.VectorClass}.Create<float>(whole);");
        }
    }

    public static void WriteStore(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>Stores as many first lanes as the span takes.</summary>");
        using (code.Block($"private static void StorePart({kernel.Vector} vector, Span<float> values)"))
        {
            code.Line($"Span<float> whole = stackalloc float[{kernel.Width}];");
            code.Line("vector.CopyTo(whole);");
            code.Line("whole.Slice(0, values.Length).CopyTo(values);");
        }
    }
}
