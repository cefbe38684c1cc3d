using System.CommandLine;
using LeNet.Export;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;

namespace LeNet.Samples.Export;

/// <summary><c>export</c>: takes a trained network elsewhere.</summary>
internal static class ExportCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = $"What to write, one of: {ExportFormat.Names}.", HelpName = "NAME", Required = true };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && ExportFormat.All.All(known => known.Name != name))
            {
                result.AddError($"--format: there is no format '{name}'; there is {ExportFormat.Names}");
            }
        });
        Option<string?> output = PathOption.File("--out", "The file to write; for c and javascript, which are two files, one of them or a folder.", required: true);
        var command = new Command("export", "Write the network with its weights as an ONNX model, or as C#, C or JavaScript that needs nothing else.") { format, output };
        var options = new ExportOptions(command, format);
        var weights = new WeightsOption(command);
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction(parsed =>
        {
            CommonSettings settings = common.Read(parsed);
            Network network = SampleNetwork.Create(settings.Network);
            weights.Load(parsed, network);
            ExportFormat chosen = ExportFormat.All.First(known => known.Name == parsed.GetValue(format));
            Write(network, chosen, options.Read(parsed), parsed.GetValue(output)!, settings, parsed.InvocationConfiguration.Output);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "export --format onnx --out lenet5.onnx",
            "export --format onnx --preprocessing --weights runs/quick/model.safetensors --out mine.onnx",
            "export --format onnx --opset 16 --batch 1 --out small.onnx",
            "export --format csharp --namespace My.Product --class DigitReader --out DigitReader.cs",
            "export --format csharp --target netstandard2.0 --out DigitReader.cs",
            "export --format c --out firmware",
            "export --format c --train --out firmware",
            "export --format javascript --out lenet5.js",
            "export --format javascript --page --out lenet5.html");
    }

    private static void Write(Network network, ExportFormat format, ExportSettings settings, string path, CommonSettings common, TextWriter output)
    {
        IReadOnlyList<ExportedFile> files;
        try
        {
            files = format.Write(network, settings, path);
        }
        catch (ExportException exception)
        {
            throw new FailureException(exception.Message, exception);
        }

        foreach (ExportedFile file in files)
        {
            AtomicFile.Write(file.Path, file.Content);
            ExportReport.Write(network.Description, format.Name, file.Path, file.Content, common.Format, output);
        }
    }
}
