using System.Globalization;
using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Networks;
using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>Writes a program as a class.</summary>
/// <param name="code">Where it goes.</param>
/// <param name="program">The network.</param>
/// <param name="dialect">The target's C#.</param>
internal sealed class CSharpClass(CodeWriter code, LoopProgram program, CSharpDialect dialect)
{
    /// <summary>Up to so many constants are numbers; more are Base64.</summary>
    private const int MostNumbers = 16;

    private readonly CSharpNames _names = new(program);

    /// <summary>Writes the class.</summary>
    public void Write(string name)
    {
        (ExportedNetwork network, ExportedInput input) = (program.Network, program.Network.Input);
        code.Line($"/// <summary>{SharedText.Title(network)}.</summary>");
        code.Line("/// <remarks>An instance serves one thread at a time; it allocates when it is made, and never again.</remarks>");
        using (code.Block($"public sealed class {name}"))
        {
            code.Line("/// <summary>Bytes of an image: channel, row, column.</summary>");
            code.Line($"public const int ImageBytes = {input.ImageBytes};");
            code.Line();
            code.Line("/// <summary>Number of classes.</summary>");
            code.Line($"public const int Classes = {network.Description.Classes};");
            code.Line();
            WriteFields();
            WritePredict();
            string methods = Methods();
            code.Lines(methods);
            foreach (string helper in dialect.Helpers(methods))
            {
                code.Line();
                code.Lines(helper);
            }

            foreach (FloatTable table in program.Tables.OfType<FloatTable>().Where(IsEncoded))
            {
                EmbeddedFloats.Write(code, $"{table.Owner}.{table.Name}", _names.ConstantOf(table), table.Values, dialect.IsModern);
            }
        }
    }

    private static bool IsEncoded(FloatTable table) => table.Length > MostNumbers;

    private void WriteFields()
    {
        foreach (LoopTable table in program.Tables)
        {
            string field = _names.Of(table);
            string comment = $"// {table.Note}, {table.Layout}";
            switch (table)
            {
                case FloatTable floats when IsEncoded(floats):
                    code.Line($"private static readonly float[] {field} = Decode({_names.ConstantOf(table)}, {table.Length}); {comment}");
                    break;
                case FloatTable floats:
                    code.Line($"private static readonly float[] {field} = {{ {string.Join(", ", floats.Values.Select(CSharpPrinter.FloatLiteral))} }}; {comment}");
                    break;
                case IntegerTable integers:
                    code.Line(comment);
                    code.Line($"private static readonly int[] {field} =");
                    using (code.Braces("};"))
                    {
                        foreach (int[] row in integers.Values.Chunk(integers.Shape[^1]))
                        {
                            code.Line($"{string.Join(", ", row.Select(value => value.ToString(CultureInfo.InvariantCulture)))},");
                        }
                    }

                    break;
            }
        }

        code.Line();
        foreach (LoopBuffer buffer in program.Buffers)
        {
            string type = buffer.Element == ElementType.Byte ? "byte" : "float";
            code.Line($"private readonly {type}[] {_names.Of(buffer)} = new {type}[{buffer.Length}]; // {buffer.Shape.Layout}");
        }

        code.Line();
    }

    private void WritePredict()
    {
        string logits = _names.Of(program.Logits);
        code.Line("/// <summary>The logits of the last image.</summary>");
        code.Line($"public ReadOnlySpan<float> Logits => {logits};");
        code.Line();
        code.Line("/// <summary>The most probable class of a raw image.</summary>");
        code.Line("/// <param name=\"image\">Its 8-bit levels: channel, row, column; <see cref=\"ImageBytes\"/> of them.</param>");
        code.Line("/// <param name=\"probabilities\">Gets the probability of every class; they sum to 1.</param>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length.</exception>");
        using (code.Block("public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities)"))
        {
            using (code.Block("if (image.Length != ImageBytes)"))
            {
                code.Line("throw new ArgumentException($\"An image has {ImageBytes} bytes, not {image.Length}.\", nameof(image));");
            }

            code.Line();
            using (code.Block("if (probabilities.Length != Classes)"))
            {
                code.Line("throw new ArgumentException($\"There are {Classes} classes, not {probabilities.Length}.\", nameof(probabilities));");
            }

            code.Line();
            code.Line("LoadImage(image);");
            foreach (LoopStep step in program.Steps.Skip(1))
            {
                code.Line($"{_names.Of(step)}();");
            }

            code.Line($"return Softmax({logits}, probabilities);");
        }
    }

    private string Methods()
    {
        var methods = new CodeWriter();
        var printer = new CSharpPrinter(methods, dialect, _names);
        foreach (LoopStep step in program.Steps)
        {
            methods.Line();
            string[] lines = [.. SharedText.Describe(step).Select(CSharpExporter.Comment)];
            methods.Line($"/// <summary>{lines[0]}.</summary>");
            if (lines.Length > 1)
            {
                methods.Line($"/// <remarks>{lines[1]}</remarks>");
            }

            bool isInput = step == program.Steps[0];
            using (methods.Block(isInput ? "private void LoadImage(ReadOnlySpan<byte> image)" : $"private void {_names.Of(step)}()"))
            {
                if (step.Input is { } input)
                {
                    methods.Line($"ReadOnlySpan<float> x = {_names.Of(input)}; // {input.Owner} {step.InputShape.Layout}");
                }

                methods.Line($"Span<float> y = {_names.Of(step.Output)}; // {step.Output.Owner} {step.OutputShape.Layout}");
                printer.Write(step.Body);
            }
        }

        foreach (LoopFunction function in program.Functions)
        {
            methods.Line();
            printer.Write(function);
        }

        return methods.ToString();
    }
}
