using System.CommandLine;
using LeNet.Import;
using LeNet.Import.Onnx;
using LeNet.Runtime;
using LeNet.Samples.Parsing;

namespace LeNet.Samples.Import;

/// <summary><c>import</c>: makes an architecture file and weights of a model that others made.</summary>
internal static class ImportCommand
{
    private const string ArchitectureOption = "--arch";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> model = PathOption.FileArgument("MODEL", "An ONNX model; or, with --arch, weights: a state dict from PyTorch, or a safetensors file.");
        Option<string?> output = PathOption.FileOrFolder("--out", "Where to write: a folder, which is made if it is not there, or a file that ends in .arch.json, for weights alone in .safetensors. [default: beside the model]");
        var name = new Option<string?>("--name") { Description = "The network's name, which its class and both files get. [default: like the model's file]", HelpName = "NAME" };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string value }] && OnnxImporter.CheckName(value) is { } problem)
            {
                result.AddError($"--name: {problem}");
            }
        });
        Option<string?> architecture = PathOption.File(ArchitectureOption, "The architecture file that the weights are of; it is not changed.");
        var byOrder = new Option<bool>("--by-order") { Description = "With --arch: take the tensors in their order and by their shapes, whatever their names, as of an nn.Sequential." };
        var force = new Option<bool>("--force") { Description = "Write over files that are there." };
        var command = new Command("import", "Make an architecture file and weights of an ONNX model, or weights of what PyTorch saved.") { model, output, name, architecture, byOrder, force };
        command.Validators.Add(result =>
        {
            bool hasArchitecture = result.GetResult(architecture) is { Implicit: false };
            if (hasArchitecture && result.GetResult(name) is { Implicit: false })
            {
                result.AddError("--name means nothing with --arch: the architecture file names the network");
            }
            else if (!hasArchitecture && result.GetResult(byOrder) is { Implicit: false })
            {
                result.AddError("--by-order is about weights alone; name their architecture with --arch");
            }
        });
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction(parsed =>
        {
            var report = new ImportReport(common.Read(parsed).Format, parsed.InvocationConfiguration.Output);
            string path = parsed.GetValue(model)!;
            if (parsed.GetValue(architecture) is { } file)
            {
                ImportWeights(path, file, parsed.GetValue(byOrder), parsed.GetValue(output), parsed.GetValue(force), report);
            }
            else
            {
                ImportModel(path, parsed.GetValue(name), parsed.GetValue(output), parsed.GetValue(force), report);
            }

            return ExitStatus.Done;
        });
        return command.WithExamples(
            "import digits.onnx",
            "import digits.onnx --name DigitReader --out arch",
            "import digits.pt --arch digits.arch.json");
    }

    private static void ImportModel(string path, string? name, string? output, bool force, ImportReport report)
    {
        WeightsAlone.Refuse(path);
        ImportPlace place = ImportPlace.Of(path, ".arch.json", name, output);
        ImportedNetwork network = Refusing(path, () => OnnxImporter.Import(path, name));
        (string architecture, string weights) = (place.File(".arch.json"), place.File(".safetensors"));
        ImportPlace.RequireFree([architecture, weights], force);
        place.MakeFolder();
        network.Save(architecture, weights);
        report.Write(network, architecture, weights);
    }

    private static void ImportWeights(string path, string architecture, bool byOrder, string? output, bool force, ImportReport report)
    {
        ImportPlace place = ImportPlace.Of(path, ".safetensors", null, output);
        ImportedWeights weights = Refusing(path, () => WeightsImporter.Import(path, architecture, byOrder ? TensorMatching.ByOrder : TensorMatching.ByName));
        string file = place.File(".safetensors");
        ImportPlace.RequireFree([file], force);
        place.MakeFolder();
        weights.Save(file);
        report.Write(weights, architecture, file);
    }

    private static T Refusing<T>(string path, Func<T> import)
    {
        try
        {
            return import();
        }
        catch (ImportException exception)
        {
            throw new FailureException(exception.Message.StartsWith("is ", StringComparison.Ordinal) ? $"{path} {exception.Message}" : $"{path}: {exception.Message}", exception);
        }
    }
}
