using System.Text.Json;
using LeNet.Runtime;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>train --recipe</c> and the options that win over it.</summary>
public sealed class RecipeOptionTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;

    public RecipeOptionTests()
    {
        _data = _temp["data"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_command_line_wins_over_the_file_and_the_run_folder_holds_what_was_used()
    {
        File.WriteAllText(_temp["r.json"], """{ "epochs": 9, "optimizer": { "type": "adam", "lr": 0.1 }, "validation": 0.2 }""");

        (await Train("--recipe", _temp["r.json"], "--epochs", "2", "--lr", "0.002", "--schedule", "cosine", "--warmup", "3", "--ema", "0.5")).Succeeded();

        TrainingOptions used = Recipe.Load(_temp["out", "recipe.json"]);
        Assert.Equal(
            new TrainingOptions { Epochs = 2, Optimizer = new Adam(0.002), Validation = 0.2, AverageDecay = 0.5, Schedule = new CosineSchedule { Warmup = new Warmup(3) } },
            used);
        JsonElement[] lines = [.. File.ReadLines(_temp["out", "metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.True(line.TryGetProperty("validation_accuracy", out _) && line.TryGetProperty("learning_rate", out _) && line.TryGetProperty("best_epoch", out _)));
        Assert.True(File.Exists(_temp["out", "best.safetensors"]));
    }

    [Theory]
    [InlineData("mnist", "best")]
    [InlineData("fashion-mnist", "best-fashion-mnist")]
    public async Task The_best_recipe_is_that_of_the_data_set(string dataset, string recipe)
    {
        CommandRun run = (await Train("--recipe", "best", "--dataset", dataset, "--epochs", "1", "--json")).Succeeded();

        Assert.Equal(recipe, run.JsonLines[0].GetProperty("recipe_source").GetString());
        Assert.Equal(Recipe.Named(recipe).Augmentation, Recipe.Load(_temp["out", "recipe.json"]).Augmentation);
    }

    [Fact]
    public async Task The_best_and_the_last_epoch_are_told_apart()
    {
        CommandRun run = (await Train("--epochs", "3", "--validation", "0.2")).Succeeded();

        Assert.Contains(run.Lines, line => line.StartsWith("best     epoch ", StringComparison.Ordinal) && line.EndsWith("best.safetensors", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.EndsWith("model.safetensors, of the last epoch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_with_everything_goes_on_to_the_same_bits()
    {
        string[] everything = ["--optimizer", "adam", "--epochs", "3", "--batch-size", "10", "--validation", "0.2", "--ema", "0.9", "--clip-norm", "1", "--schedule", "one_cycle", "--augment"];
        string whole = (await Train([.. everything, "--quiet"])).Succeeded().Lines[^1];
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(interruption, "epoch 1/3  train loss");
        using var error = new StringWriter();
        await Application.RunAsync(["train", "--data", _data, "--out", _temp["part"], "--checkpoint-every", "3", .. everything], output, error, interruption.Token);

        CommandRun resumed = (await CommandRun.Of("train", "--resume", _temp["part"], "--quiet")).Succeeded();

        Assert.Equal(whole, resumed.Lines[^1]);
    }

    [Theory]
    [InlineData("--optimizer adam --momentum 0.5", "adam has no key \"momentum\", which is one of sgd and rmsprop; its keys are lr, ")]
    [InlineData("--optimizer adm", "there is no optimizer \"adm\" (did you mean \"adam\"?); it is one of sgd, ")]
    [InlineData("--early-stopping 3", "early stopping needs validation samples; give \"validation\", such as 5000 or 0.1")]
    [InlineData("--schedule step", "step needs \"step_size\": from one fall of the rate to the next")]
    [InlineData("--recipe bets", "--recipe: there is no recipe 'bets' and no such file; there is best, best-fashion-mnist, classic, ")]
    [InlineData("--augment {", "the value of \"augmentation\" is not JSON: {")]
    [InlineData("--validation 1.5", "--validation takes a whole number, or a share from 0 to less than 1, not '1.5'")]
    public async Task What_does_not_fit_is_one_line(string options, string expected)
    {
        string line = (await Train(options.Split(' '))).Failed(ExitStatus.WrongUsage);

        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temp["out"]));
    }

    [Fact]
    public async Task A_wrong_file_is_one_line_with_the_place()
    {
        File.WriteAllText(_temp["r.json"], "{\n  \"epoch\": 3\n}");

        string line = (await Train("--recipe", _temp["r.json"])).Failed(ExitStatus.Failed);

        Assert.Contains($"{_temp["r.json"]}: line 2, column 3: unknown key \"epoch\" (did you mean \"epochs\"?)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_that_leaves_nothing_is_one_line()
    {
        string line = (await Train("--validation", "1000000")).Failed(ExitStatus.WrongUsage);

        Assert.Contains("validation keeps 1000000, which leaves none to train on", line, StringComparison.Ordinal);
    }

    private Task<CommandRun> Train(params string[] options) => CommandRun.Of(["train", "--data", _data, "--out", _temp["out"], .. options]);
}
