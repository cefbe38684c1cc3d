using System.Globalization;
using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Loops.Training;
using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.C;

/// <summary>Writes the source.</summary>
/// <param name="program">The network.</param>
/// <param name="memory">Where its outputs lie.</param>
/// <param name="prefix">What the functions' names begin with.</param>
internal sealed class CBody(LoopProgram program, CMemory memory, string prefix)
{
    private const int MostValuesInLine = 10;

    private readonly CNames _names = new(program, memory);
    private readonly CodeWriter _code = new();

    /// <summary>The source's text.</summary>
    /// <param name="file">The name of the files without its end.</param>
    public string Write(string file)
    {
        _code.Line($"/* {program.Network.Description.Name}, exported by LeNet; {file}.h says what there is and what it needs. */");
        _code.Line($"#include \"{file}.h\"");
        _code.Line();
        foreach (string header in (string[])["float", "limits", "math", "stddef", "string"])
        {
            _code.Line($"#include <{header}.h>");
        }

        _code.Line();
        _code.Lines(Read("Checks"));
        _code.Line();
        _code.Lines(Read("MultiplyAdd"));
        string functions = Functions();
        string steps = Steps();
        WriteHelpers(functions + steps);
        WriteTables();
        WriteMemory();
        _code.Lines(functions);
        _code.Line();
        _code.Lines(steps);
        WritePredict();
        if (program.Training is { } training)
        {
            new CTraining(program, training, _names, prefix).Write(_code);
        }

        return _code.ToString();
    }

    private string Read(string name) => EmbeddedText.Read($"c/{name}.c.txt").Replace("@PREFIX@", prefix.ToUpperInvariant(), StringComparison.Ordinal);

    private void WriteHelpers(string body)
    {
        if (body.Contains("power_of_two(", StringComparison.Ordinal))
        {
            _code.Line();
            _code.Lines(Read("PowerOfTwo"));
        }

        foreach ((string name, string comparison) in ((string, string)[])[("greater_of", ">"), ("lesser_of", "<")])
        {
            if (body.Contains(name + "(", StringComparison.Ordinal))
            {
                _code.Line();
                using (_code.Block($"static inline int {name}(int a, int b)"))
                {
                    _code.Line($"return a {comparison} b ? a : b;");
                }
            }
        }
    }

    private void WriteTables()
    {
        foreach (LoopTable table in program.Tables)
        {
            _code.Line();
            _code.Line($"/* {table.Note}, {table.Layout} */");
            _code.Line($"static {(table.IsTrained ? "" : "const ")}{CPrinter.Type(table)} {_names.Of(table)}[{table.Length}] =");
            IEnumerable<string> values = table is FloatTable floats
                ? floats.Values.Select(CPrinter.FloatLiteral)
                : ((IntegerTable)table).Values.Select(value => value.ToString(CultureInfo.InvariantCulture));
            using (_code.Braces("};"))
            {
                foreach (string[] line in values.Chunk(table.Shape[^1] <= MostValuesInLine ? table.Shape[^1] : MostValuesInLine))
                {
                    _code.Line($"{string.Join(", ", line)},");
                }
            }
        }
    }

    private void WriteMemory()
    {
        _code.Line();
        if (memory.Shared.Any())
        {
            _code.Line("/* What the layers make, in turn: one reads what the other holds. */");
        }

        foreach ((string name, int length) in memory.Shared)
        {
            _code.Line($"static float {name}[{length}];");
        }

        if (memory.Work.Any())
        {
            _code.Line("/* What a layer needs while it computes, one layer after the other. */");
        }

        foreach ((string name, int length) in memory.Work)
        {
            _code.Line($"static float {name}[{length}];");
        }

        foreach (LoopBuffer buffer in memory.Own)
        {
            _code.Line($"static {CPrinter.Type(buffer)} {_names.Of(buffer)}[{buffer.Length}]; /* {buffer.Shape.Layout} */");
        }

        _code.Line();
    }

    private string Functions()
    {
        var code = new CodeWriter();
        var printer = new CPrinter(code, _names);
        foreach (LoopFunction function in CallOrder.Of(program.Functions))
        {
            printer.Write(function);
            code.Line();
        }

        return code.ToString();
    }

    private string Steps()
    {
        var code = new CodeWriter();
        var printer = new CPrinter(code, _names);
        foreach (LoopStep step in program.Steps)
        {
            code.Line("/*");
            foreach (string line in SharedText.Describe(step))
            {
                code.Line($" * {line}");
            }

            code.Line(step.Input is null ? $" * y {step.OutputShape.Layout}" : $" * x {step.InputShape.Layout}, y {step.OutputShape.Layout}");
            code.Line(" */");
            bool isInput = step == program.Steps[0];
            string parameters = isInput ? "const uint8_t *restrict image, float *restrict y" : step.Input is null ? "float *y" : "const float *restrict x, float *restrict y";
            using (code.Block($"static void {(isInput ? "load_image" : _names.Of(step))}({parameters})"))
            {
                printer.Write(step.Body);
            }

            code.Line();
        }

        foreach (BackwardStep step in program.Training?.Backward ?? [])
        {
            CTraining.Write(step, code, printer, _names);
        }

        foreach (PrepareStep step in program.Training?.Prepare ?? [])
        {
            CTraining.Write(step, code, printer, _names);
        }

        return code.ToString();
    }

    private void WritePredict()
    {
        string input = _names.Of(program.Steps[0].Output);
        string logits = _names.Of(program.Logits);
        _code.Line();
        if (program.Training is not null)
        {
            _code.Line("/* All layers, from the input to the logits. */");
            using (_code.Block("static void forward(void)"))
            {
                WriteForward();
            }

            _code.Line();
        }

        _code.Line("/* All layers, from the input to the probabilities. */");
        using (_code.Block("static int predict(float *probabilities)"))
        {
            _code.Line($"float ignored[{program.Network.Description.Classes}];");
            if (program.Training is null)
            {
                WriteForward();
            }
            else
            {
                _code.Line("forward();");
            }

            _code.Line($"return softmax({logits}, probabilities != NULL ? probabilities : ignored);");
        }

        _code.Line();
        using (_code.Block($"int {prefix}_predict(const uint8_t *image, float *probabilities)"))
        {
            _code.Line($"load_image(image, {input});");
            _code.Line("return predict(probabilities);");
        }

        _code.Line();
        using (_code.Block($"int {prefix}_predict_input(const float *input, float *probabilities)"))
        {
            _code.Line($"memcpy({input}, input, {prefix.ToUpperInvariant()}_INPUTS * sizeof(float));");
            _code.Line("return predict(probabilities);");
        }

        _code.Line();
        using (_code.Block($"const float *{prefix}_logits(void)"))
        {
            _code.Line($"return {logits};");
        }
    }

    private void WriteForward()
    {
        foreach (LoopStep step in program.Steps.Skip(1))
        {
            string output = _names.Of(step.Output);
            _code.Line(step.Input is { } from ? $"{_names.Of(step)}({_names.Of(from)}, {output});" : $"{_names.Of(step)}({output});");
        }
    }
}
