namespace LeNet.Samples.Tests.Parsing;

/// <summary>Every command explains itself.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public async Task The_program_lists_its_commands_and_examples(string option)
    {
        CommandRun run = (await CommandRun.Of(option)).Succeeded();

        foreach (string command in (string[])["train", "eval", "predict", "serve", "export", "import", "summary", "gradcheck", "augment", "sweep"])
        {
            Assert.Contains(run.Lines, line => line.StartsWith($"  {command} ", StringComparison.Ordinal));
        }

        Assert.Contains(run.Lines, line => line == "  dotnet run --project LeNet.Samples");
    }

    [Theory]
    [InlineData("train", "--epochs <N>", "[default: 10]")]
    [InlineData("train", "--batch-size <N>", "[default: 64]")]
    [InlineData("train", "--lr <X>", "[default: 0.01]")]
    [InlineData("train", "--momentum <X>", "[default: 0.9]")]
    [InlineData("train", "--seed <N>", "[default: 1]")]
    [InlineData("train", "--out <DIR>", "[default: a new one below runs]")]
    [InlineData("train", "--init <FILE>", "[default: weights from the seed]")]
    [InlineData("train", "--no-shuffle", "file order")]
    [InlineData("train", "--max-steps <N>", "[default: no limit]")]
    [InlineData("train", "--no-pictures", "no pictures")]
    [InlineData("eval", "--pictures <DIR>", "confusion matrix")]
    [InlineData("predict", "--pictures <DIR>", "labels")]
    [InlineData("train", "--data <PATH>", "LENET_DATA")]
    [InlineData("train", "--dataset <NAME>", "[default: mnist, or synthetic where that cannot be had; files where a path is given]")]
    [InlineData("train", "--threads <N>", "0 for as many as help")]
    [InlineData("train", "--json", "one JSON object per line")]
    [InlineData("train", "--quiet", "result only")]
    [InlineData("eval", "--weights <FILE>", "[default: weights/lenet5.safetensors, which comes with the program]")]
    [InlineData("eval", "--data <PATH>", "LENET_DATA")]
    [InlineData("eval", "--threads <N>", "0 for as many as help")]
    [InlineData("predict", "<PATH>", "IDX")]
    [InlineData("predict", "--weights <FILE>", "[default: weights/lenet5.safetensors, which comes with the program]")]
    [InlineData("predict", "--limit <N>", "[default: all]")]
    [InlineData("export", "--format <NAME> (REQUIRED)", "one of: onnx, csharp, c, javascript")]
    [InlineData("export", "--out <FILE> (REQUIRED)", "file to write; for c and javascript")]
    [InlineData("export", "--preprocessing", "raw 8-bit images")]
    [InlineData("import", "--out <PATH>", "[default: beside the model]")]
    [InlineData("import", "--name <NAME>", "[default: like the model's file]")]
    [InlineData("import", "--arch <FILE>", "it is not changed")]
    [InlineData("import", "--force", "over files that are there")]
    [InlineData("export", "--opset <N>", "11 to 25. [default: 17]")]
    [InlineData("export", "--batch <N>", "[default: any number]")]
    [InlineData("export", "--namespace <NAME>", "[default: none]")]
    [InlineData("export", "--page", "[default: a module]")]
    [InlineData("export", "--train", "[default: prediction alone]")]
    [InlineData("export", "--target <NAME>", "[default: net8.0]")]
    [InlineData("export", "--class <NAME>", "[default: that of the network]")]
    [InlineData("export", "--weights <FILE>", "[default: weights/lenet5.safetensors, which comes with the program]")]
    [InlineData("serve", "--weights <FILE>", "[default: weights/lenet5.safetensors, which comes with the program]")]
    [InlineData("serve", "--port <N>", "[default: 5028]")]
    [InlineData("serve", "--host <ADDRESS>", "[default: loopback]")]
    [InlineData("serve", "--data <PATH>", "LENET_DATA")]
    [InlineData("summary", "--json", "one JSON object per line")]
    [InlineData("gradcheck", "--weights <FILE>", "[default: initial weights from the seed]")]
    [InlineData("gradcheck", "--batch-size <N>", "[default: 20]")]
    [InlineData("gradcheck", "--values <N|all>", "[default: 40]")]
    [InlineData("gradcheck", "--seed <N>", "[default: 1]")]
    [InlineData("gradcheck", "--dataset <NAME>", "[default: random pixels]")]
    [InlineData("gradcheck", "--data <PATH>", "[default: random pixels]")]
    [InlineData("augment", "--pictures <DIR> (REQUIRED)", "sheet")]
    [InlineData("augment", "--seed <N>", "[default: 1]")]
    [InlineData("augment", "--data <PATH>", "LENET_DATA")]
    [InlineData("sweep", "--lr <X,…>", "[default: 0.01]")]
    [InlineData("sweep", "--seed <N,…>", "[default: 1]")]
    [InlineData("sweep", "--network <NAME,…>", "lenet.arch.json")]
    [InlineData("sweep", "--validation <N|SHARE,…>", "[default: 0.1, unless a recipe says otherwise]")]
    [InlineData("sweep", "--jobs <N>", "[default: as many as there are cores]")]
    [InlineData("sweep", "--checkpoint-every <N|epoch>", "or after each epoch")]
    [InlineData("sweep", "--halving <N>", "without N: 3")]
    [InlineData("sweep", "--out <DIR>", "[default: a new one below sweeps]")]
    [InlineData("sweep", "--slurm <DIR>", "sbatch DIR/job.sh")]
    [InlineData("train", "--fold <I/K>", "[default: none]")]
    [InlineData("gradcheck", "--threads <N>", "0 for as many as help")]
    public async Task A_command_describes_each_option_with_its_default(string command, string option, string description)
    {
        CommandRun run = (await CommandRun.Of(command, "--help")).Succeeded();

        string text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        int begin = text.IndexOf($" {option} ", StringComparison.Ordinal);
        Assert.True(begin >= 0, text);
        int end = text.IndexOf(" --", begin + option.Length + 2, StringComparison.Ordinal);
        Assert.Contains(description, text[begin..(end < 0 ? text.Length : end)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("predict")]
    [InlineData("serve")]
    [InlineData("summary")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("gradcheck")]
    [InlineData("augment")]
    [InlineData("sweep")]
    public async Task The_examples_of_a_command_are_right(string command)
    {
        CommandRun help = (await CommandRun.Of(command, "--help")).Succeeded();

        const string Prefix = "  dotnet run --project LeNet.Samples -- ";
        string[] examples = [.. help.Lines.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..])];
        Assert.NotEmpty(examples);
        foreach (string example in examples)
        {
            Assert.StartsWith(command, example, StringComparison.Ordinal);
            Assert.Null(Samples.Parsing.UsageErrors.Describe(Samples.Parsing.CommandLineParser.Parse(example.Split(' '))));
        }
    }

    [Fact]
    public async Task Help_is_given_even_if_the_rest_is_wrong()
    {
        CommandRun run = (await CommandRun.Of("train", "--epochs", "0", "--help")).Succeeded();

        Assert.Contains("--batch-size", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_without_a_command_are_those_of_train()
    {
        CommandRun run = (await CommandRun.Of("--quiet", "--help")).Succeeded();

        Assert.Contains("--batch-size", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_assembly()
    {
        CommandRun run = (await CommandRun.Of("--version")).Succeeded();

        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }
}
