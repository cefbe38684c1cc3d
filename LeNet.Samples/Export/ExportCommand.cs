using System.CommandLine;
using System.Globalization;
using LeNet.Export;
using LeNet.Export.CSharp;
using LeNet.Export.Onnx;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;

namespace LeNet.Samples.Export;

/// <summary><c>export</c>: takes a trained network elsewhere.</summary>
internal static class ExportCommand
{
    private static string FormatNames => string.Join(", ", ExportFormat.All.Select(format => format.Name));

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = $"What to write, one of: {FormatNames}.", HelpName = "NAME", Required = true };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string name }] && ExportFormat.All.All(known => known.Name != name))
            {
                result.AddError($"--format: there is no format '{name}'; there is {FormatNames}");
            }
        });
        Option<string?> output = PathOption.File("--out", "The file to write.", required: true);
        var preprocessing = new Option<bool>(ExportFormat.PreprocessingOption)
        {
            Description = "onnx: take raw 8-bit images, and scale and normalise them in the model. [default: the model takes the first layer's input]",
        };
        Option<int> operatorSet = NumberOption.Integer(
            ExportFormat.OperatorSetOption,
            OnnxOptions.DefaultOperatorSet,
            0,
            int.MaxValue,
            FormattableString.Invariant($"onnx: the version of the operator set, {OnnxOptions.OldestOperatorSet} to {OnnxOptions.NewestOperatorSet}."));
        operatorSet.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string value }]
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int version)
                && OnnxOptions.CheckOperatorSet(version) is { } problem)
            {
                result.AddError($"{ExportFormat.OperatorSetOption}: {problem}");
            }
        });
        Option<int?> batch = NumberOption.OptionalCount(ExportFormat.BatchOption, "onnx: the model takes this many samples at once, no more and no fewer. [default: any number]");
        Option<string?> namespaceName = NameOption(ExportFormat.NamespaceOption, "csharp: the namespace of the class. [default: none]", CSharpOptions.CheckNamespace);
        Option<string?> className = NameOption(ExportFormat.ClassOption, "csharp: the name of the class. [default: that of the network]", CSharpOptions.CheckClassName);

        var command = new Command("export", "Write the network with its weights as an ONNX model, or as a C# class that needs nothing else.")
        {
            format, output, preprocessing, operatorSet, batch, namespaceName, className,
        };
        var weights = new WeightsOption(command);
        command.Validators.Add(result =>
        {
            ExportFormat? chosen = ExportFormat.All.FirstOrDefault(known => known.Name == result.GetResult(format)?.Tokens.SingleOrDefault()?.Value);
            foreach (Option option in (Option[])[preprocessing, operatorSet, batch, namespaceName, className])
            {
                if (chosen is not null && result.GetResult(option) is { Implicit: false } && !chosen.Options.Contains(option.Name))
                {
                    result.AddError($"{option.Name} means nothing for {chosen.Name}; it is for {ExportFormat.All.First(known => known.Options.Contains(option.Name)).Name}");
                }
            }
        });
        var common = new CommonOptions(command, CommonOption.None);
        command.SetAction(parsed =>
        {
            CommonSettings settings = common.Read(parsed);
            Network network = SampleNetwork.Create(settings.Network);
            weights.Load(parsed, network);
            ExportFormat chosen = ExportFormat.All.First(known => known.Name == parsed.GetValue(format));
            var written = new ExportSettings(
                parsed.GetValue(preprocessing), parsed.GetValue(operatorSet), parsed.GetValue(batch), parsed.GetValue(namespaceName), parsed.GetValue(className));
            Write(network, chosen, written, parsed.GetValue(output)!, settings, parsed.InvocationConfiguration.Output);
            return ExitStatus.Done;
        });
        return command.WithExamples(
            "export --format onnx --out lenet5.onnx",
            "export --format onnx --preprocessing --weights runs/quick/model.safetensors --out mine.onnx",
            "export --format onnx --opset 16 --batch 1 --out small.onnx",
            "export --format csharp --namespace My.Product --class DigitReader --out DigitReader.cs");
    }

    private static void Write(Network network, ExportFormat format, ExportSettings settings, string path, CommonSettings common, TextWriter output)
    {
        byte[] content;
        try
        {
            content = format.Write(network, settings);
        }
        catch (ExportException exception)
        {
            throw new FailureException(exception.Message, exception);
        }

        AtomicFile.Write(path, content);
        ExportReport.Write(network.Description, format.Name, path, content, common.Format, output);
    }

    private static Option<string?> NameOption(string name, string description, Func<string, string?> check)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string value }] && check(value) is { } problem)
            {
                result.AddError($"{name}: {problem}");
            }
        });
        return option;
    }
}
