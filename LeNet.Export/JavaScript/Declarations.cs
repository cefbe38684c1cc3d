using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.JavaScript;

/// <summary>The module's declarations for TypeScript.</summary>
internal static class Declarations
{
    /// <summary>The text.</summary>
    public static string Write(ExportedNetwork network)
    {
        ExportedInput input = network.Input;
        var code = new CodeWriter(indentWidth: 2, bracesBehindHeaders: true);
        code.Line($"// {network.Description.Name}: images of {input.Shape.Channels}×{input.Image.Height}×{input.Image.Width} bytes → {network.Description.Classes} classes. Exported by LeNet.");
        code.Line();
        code.Line("/** The network's name. */");
        code.Line("export declare const name: string;");
        code.Line();
        code.Line("/** An image: channels, rows, columns. */");
        code.Line("export declare const imageShape: readonly [number, number, number];");
        code.Line();
        code.Line("/** Number of parameters. */");
        code.Line("export declare const parameters: number;");
        code.Line();
        code.Line("/** Number of classes. */");
        code.Line("export declare const classes: number;");
        code.Line();
        code.Line("/** The logits of the last image. */");
        code.Line("export declare const logits: Float32Array;");
        code.Line();
        code.Line("/** What the last image was to a layer. */");
        using (code.Block("export interface Layer"))
        {
            code.Line("/** Its name. */");
            code.Line("readonly name: string;");
            code.Line("/** Its type in the architecture file. */");
            code.Line("readonly type: string;");
            code.Line("/** What it does, for people. */");
            code.Line("readonly summary: string;");
            code.Line("/** Channels, rows, columns; or one number for a vector. */");
            code.Line("readonly shape: readonly number[];");
            code.Line("/** Its output, of the last image. */");
            code.Line("readonly values: Float32Array;");
        }

        code.Line();
        code.Line("/** The input and all layers, in order. */");
        code.Line("export declare const layers: readonly Layer[];");
        code.Line();
        code.Line("/**");
        code.Line(" * The most probable class of a raw image.");
        code.Line(" * @param image Its 8-bit levels: channel, row, column.");
        code.Line(" * @param probabilities Gets the probability of every class; they sum to 1.");
        code.Line(" * @throws RangeError An array has the wrong length.");
        code.Line(" */");
        code.Line("export declare function predict(image: Uint8Array | Uint8ClampedArray, probabilities: Float32Array): number;");
        return code.ToString();
    }
}
