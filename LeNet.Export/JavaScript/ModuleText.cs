using System.Globalization;
using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Networks;
using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.JavaScript;

/// <summary>Writes the module.</summary>
/// <param name="program">The network.</param>
internal sealed class ModuleText(LoopProgram program)
{
    private const int MostNumbers = 16;

    private readonly JavaScriptNames _names = new(program);
    private readonly CodeWriter _code = new(indentWidth: 2, bracesBehindHeaders: true);

    /// <summary>The text.</summary>
    public string Write()
    {
        WriteHead();
        WriteMemory();
        WritePredict();
        var printer = new JavaScriptPrinter(_code, _names);
        foreach (LoopStep step in program.Steps)
        {
            WriteStep(printer, step);
        }

        foreach (LoopFunction function in program.Functions)
        {
            _code.Line();
            printer.Write(function);
        }

        foreach (string helper in (string[])["MultiplyAdd", "PowerOfTwo", "Floats"])
        {
            _code.Line();
            _code.Lines(EmbeddedText.Read($"javascript/{helper}.js.txt"));
        }

        foreach (LoopTable table in program.Tables)
        {
            WriteTable(table);
        }

        return _code.ToString();
    }

    private void WriteHead()
    {
        (ExportedNetwork network, ExportedInput input) = (program.Network, program.Network.Input);
        _code.Line($"// {SharedText.Title(network)}.");
        _code.Line($"// LeNet exported this file: a trained network of {network.Description.ParameterCount:N0} parameters that needs nothing else.");
        _code.Line($"// {SharedText.Hash(network)}");
        _code.Line("// It works on memory of its own; nothing is allocated after it is loaded.");
        _code.Line();
        _code.Line("const { fround } = Math;");
        _code.Line();
        _code.Line("/** The network's name. */");
        _code.Line($"export const name = \"{network.Description.Name}\";");
        _code.Line();
        _code.Line("/** An image: channels, rows, columns. */");
        _code.Line($"export const imageShape = Object.freeze([{input.Shape.Channels}, {input.Image.Height}, {input.Image.Width}]);");
        _code.Line();
        _code.Line("/** Number of parameters. */");
        _code.Line($"export const parameters = {network.Description.ParameterCount};");
        _code.Line();
        _code.Line("/** Number of classes. */");
        _code.Line($"export const classes = {network.Description.Classes};");
        _code.Line();
    }

    private void WriteMemory()
    {
        foreach (LoopBuffer buffer in program.Buffers)
        {
            _code.Line($"const {_names.NameOf(buffer)} = new {(buffer.Element == ElementType.Byte ? "Uint8Array" : "Float32Array")}({buffer.Length}); // {buffer.Shape.Layout}");
        }

        _code.Line();
        _code.Line("/** The logits of the last image. */");
        _code.Line($"export const logits = {_names.NameOf(program.Logits)};");
        _code.Line();
        _code.Line("/** The input and all layers, in order, with what the last image was to them. */");
        _code.Line("export const layers = Object.freeze([");
        LoopBuffer values = program.Steps[0].Output;
        WriteLayer(InputLoops.Name, InputLoops.Name, program.Steps[0].Summary, program.Network.Input.Shape, values);
        foreach (ExportedLayer layer in program.Network.Layers)
        {
            values = program.Steps.Skip(1).FirstOrDefault(step => step.Name == layer.Name)?.Output ?? values;
            WriteLayer(layer.Name, layer.Type, layer.Summary, layer.Output, values);
        }

        _code.Line("]);");
        _code.Line();
    }

    private void WriteLayer(string name, string type, string summary, Shape shape, LoopBuffer values) =>
        _code.Line($"  {{ name: \"{name}\", type: \"{type}\", summary: \"{summary}\", shape: [{string.Join(", ", shape.Sizes)}], values: {_names.NameOf(values)} }},");

    private void WritePredict()
    {
        int bytes = program.Network.Input.ImageBytes;
        _code.Line("/**");
        _code.Line(" * The most probable class of a raw image.");
        _code.Line(" * @param {Uint8Array | Uint8ClampedArray} image Its 8-bit levels: channel, row, column.");
        _code.Line(" * @param {Float32Array} probabilities Gets the probability of every class; they sum to 1.");
        _code.Line(" * @returns {number} The class.");
        _code.Line(" */");
        using (_code.Block("export function predict(image, probabilities)"))
        {
            using (_code.Block($"if (image.length !== {bytes})"))
            {
                _code.Line($"throw new RangeError(`An image has {bytes} bytes, not ${{image.length}}.`);");
            }

            using (_code.Block("if (probabilities.length !== classes)"))
            {
                _code.Line("throw new RangeError(`There are ${classes} classes, not ${probabilities.length}.`);");
            }

            _code.Line();
            _code.Line($"loadImage(image, {_names.NameOf(program.Steps[0].Output)});");
            foreach (LoopStep step in program.Steps.Skip(1))
            {
                _code.Line($"{_names.Of(step)}({_names.NameOf(step.Input!)}, {_names.NameOf(step.Output)});");
            }

            _code.Line("return softmax(logits, probabilities);");
        }
    }

    private void WriteStep(JavaScriptPrinter printer, LoopStep step)
    {
        _code.Line();
        _code.Line("/**");
        foreach (string line in SharedText.Describe(step))
        {
            _code.Line($" * {line}");
        }

        _code.Line($" * x {step.InputShape.Layout}, y {step.OutputShape.Layout}");
        _code.Line(" */");
        using (_code.Block(step == program.Steps[0] ? "function loadImage(image, y)" : $"function {_names.Of(step)}(x, y)"))
        {
            printer.Write(step.Body);
        }
    }

    private void WriteTable(LoopTable table)
    {
        _code.Line();
        _code.Line($"// {table.Note}, {table.Layout}");
        string name = _names.NameOf(table);
        switch (table)
        {
            case FloatTable { Length: <= MostNumbers } floats:
                _code.Line($"const {name} = Float32Array.of({string.Join(", ", floats.Values.Select(JavaScriptPrinter.FloatLiteral))});");
                break;
            case FloatTable floats:
                _code.Line($"const {name} = floats(`");
                foreach (string line in Base64Lines.Of(floats.Values))
                {
                    _code.Line(line);
                }

                _code.Line("`);");
                break;
            case IntegerTable integers:
                _code.Line($"const {name} = Int32Array.of(");
                foreach (int[] row in integers.Values.Chunk(integers.Shape[^1]))
                {
                    _code.Line($"  {string.Join(", ", row.Select(value => value.ToString(CultureInfo.InvariantCulture)))},");
                }

                _code.Line(");");
                break;
        }
    }
}
