using System.CommandLine;
using System.CommandLine.Help;
using LeNet.Samples.Commands;

namespace LeNet.Samples.Parsing;

/// <summary>The commands, and which one a command line means.</summary>
internal static partial class CommandLineParser
{
    /// <summary>How arguments are split.</summary>
    public static ParserConfiguration Configuration { get; } = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null, // a path may begin with @
    };

    /// <summary>Parses arguments. Without a command they are those of <c>train</c>.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args)
    {
        RootCommand root = CreateRoot();
        bool isForRoot = args.Count > 0
            && (!args[0].StartsWith('-') || root.Options.Any(option => option.Name == args[0] || option.Aliases.Contains(args[0])));
        return root.Parse(isForRoot ? args : [TrainCommand.Name, .. args], Configuration);
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("Trains and runs the neural network that lenet.arch.json describes. Without a command it trains.")
        {
            TrainCommand.Create(),
            SweepCommand.Create(),
            EvalCommand.Create(),
            CalibrateCommand.Create(),
            PredictCommand.Create(),
            SummaryCommand.Create(),
            GradcheckCommand.Create(),
            DatasetCommand.Create(),
        };
        if (PictureSupport.Find() is not null)
        {
            root.Add(AugmentCommand.Create());
        }

        AddServe(root);
        AddExport(root);
        AddImport(root);
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples();
        }

        return root.WithExamples(
            "",
            "train --epochs 3 --threads 1",
            "eval --weights runs/20260101-120000/model.safetensors");
    }

    /// <summary>Adds <c>serve</c>, which the native executable is built without.</summary>
    static partial void AddServe(RootCommand root);

    /// <summary>Adds <c>export</c>, which the native executable is built without.</summary>
    static partial void AddExport(RootCommand root);

    /// <summary>Adds <c>import</c>, which the native executable is built without.</summary>
    static partial void AddImport(RootCommand root);
}
