using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LeNet.Export.CSharp;
using LeNet.Export.Onnx;
using LeNet.Samples.Parsing;

namespace LeNet.Samples.Export;

/// <summary>The options of <c>export</c> that only some formats make use of.</summary>
internal sealed class ExportOptions
{
    /// <summary>The option for models that take raw images.</summary>
    public const string PreprocessingOption = "--preprocessing";

    /// <summary>The option for the version of ONNX's operator set.</summary>
    public const string OperatorSetOption = "--opset";

    /// <summary>The option for the number of samples that a model takes at once.</summary>
    public const string BatchOption = "--batch";

    /// <summary>The option for a class's namespace.</summary>
    public const string NamespaceOption = "--namespace";

    /// <summary>The option for a class's name.</summary>
    public const string ClassOption = "--class";

    /// <summary>The option for what a class must compile for.</summary>
    public const string TargetOption = "--target";

    /// <summary>The option for a page to draw on.</summary>
    public const string PageOption = "--page";

    /// <summary>The option for code that trains too.</summary>
    public const string TrainOption = "--train";

    private readonly Option<bool> _preprocessing = new(PreprocessingOption)
    {
        Description = "onnx: take raw 8-bit images, and scale and normalise them in the model. [default: the model takes the first layer's input]",
    };

    private readonly Option<int> _operatorSet = NumberOption.Integer(
        OperatorSetOption,
        OnnxOptions.DefaultOperatorSet,
        0,
        int.MaxValue,
        FormattableString.Invariant($"onnx: the version of the operator set, {OnnxOptions.OldestOperatorSet} to {OnnxOptions.NewestOperatorSet}."));

    private readonly Option<int?> _batch =
        NumberOption.OptionalCount(BatchOption, "onnx: the model takes this many samples at once, no more and no fewer. [default: any number]");

    private readonly Option<string?> _namespace = NameOption(NamespaceOption, "csharp: the namespace of the class. [default: none]", CSharpOptions.CheckNamespace);

    private readonly Option<string?> _class = NameOption(ClassOption, "csharp: the name of the class. [default: that of the network]", CSharpOptions.CheckClassName);

    private readonly Option<string?> _target = NameOption(
        TargetOption,
        $"csharp: the oldest framework that the class is for, one of: {string.Join(", ", CSharpOptions.Targets.Keys)}. [default: {CSharpOptions.Targets.Keys.First()}]",
        name => CSharpOptions.Targets.ContainsKey(name) ? null : $"there is no target '{name}'; there is {string.Join(", ", CSharpOptions.Targets.Keys)}");

    private readonly Option<bool> _page = new(PageOption)
    {
        Description = "javascript: one HTML file with a pad to draw on, the layers and the probabilities, which works without a server. [default: a module]",
    };

    private readonly Option<bool> _train = new(TrainOption)
    {
        Description = "c: with a step of training, for learning on a device; the weights are in RAM then. [default: prediction alone]",
    };

    /// <summary>Adds them to the command, with a check that the format has a use for each that is given.</summary>
    public ExportOptions(Command command, Option<string> format)
    {
        _operatorSet.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: string value }]
                && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int version)
                && OnnxOptions.CheckOperatorSet(version) is { } problem)
            {
                result.AddError($"{OperatorSetOption}: {problem}");
            }
        });
        Option[] all = [_preprocessing, _operatorSet, _batch, _namespace, _class, _target, _page, _train];
        foreach (Option option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            ExportFormat? chosen = ExportFormat.All.FirstOrDefault(known => known.Name == result.GetResult(format)?.Tokens.SingleOrDefault()?.Value);
            foreach (Option option in all)
            {
                if (chosen is not null && result.GetResult(option) is { Implicit: false } && !chosen.Options.Contains(option.Name))
                {
                    result.AddError($"{option.Name} means nothing for {chosen.Name}; it is for {ExportFormat.All.First(known => known.Options.Contains(option.Name)).Name}");
                }
            }
        });
    }

    /// <summary>What was given.</summary>
    public ExportSettings Read(ParseResult parsed) => new(
        parsed.GetValue(_preprocessing),
        parsed.GetValue(_operatorSet),
        parsed.GetValue(_batch),
        parsed.GetValue(_namespace),
        parsed.GetValue(_class),
        parsed.GetValue(_target) is { } target ? CSharpOptions.Targets[target] : CSharpTarget.Net80,
        parsed.GetValue(_page),
        parsed.GetValue(_train));

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
