using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Values;
using LeNet.Samples.Training;

namespace LeNet.Samples.Tests.Sweeping;

/// <summary>Which runs a sweep makes, in which order, and how it keeps them.</summary>
public sealed class SweepPlanTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Every_combination_is_a_run_with_seeds_and_folds_varying_fastest()
    {
        SweepPlan plan = Plan(new SweepSpace([Option("--seed", "1..2"), Option("--lr", "0.1,0.2"), Option("--epochs", "3")], null, 1, Folds: 2));

        Assert.Equal(["lr", "seed", "fold"], plan.Names);
        Assert.Equal(
            ["0.1 1 1/2", "0.1 1 2/2", "0.1 2 1/2", "0.1 2 2/2", "0.2 1 1/2", "0.2 1 2/2", "0.2 2 1/2", "0.2 2 2/2"],
            plan.Runs.Select(run => string.Join(' ', run.Values)));
        Assert.Equal("train --lr 0.1 --epochs 3 --seed 2 --fold 1/2", plan.Runs[2].CommandLine);
        Assert.Equal([4, 4], plan.Settings.Select(setting => setting.Runs.Count));
    }

    [Fact]
    public void A_tenth_is_kept_for_validation_where_nothing_says_otherwise()
    {
        File.WriteAllText(_temp["r.json"], """{ "validation": 0.3 }""");
        var builder = new PlanBuilder();

        SweepPlan plan = builder.Build(new SweepSpace([Option("--recipe", $"classic,{_temp["r.json"]}")], null, 1, null), ["--dataset", "synthetic"], default, null);

        Assert.True(builder.TookDefaultValidation);
        Assert.Equal("train --recipe classic --dataset synthetic --validation 0.1", plan.Runs[0].CommandLine);
        Assert.Equal($"train --recipe {_temp["r.json"]} --dataset synthetic", plan.Runs[1].CommandLine);
    }

    [Fact]
    public void Options_that_may_stand_alone_do_so_for_true()
    {
        SweepPlan plan = Plan(new SweepSpace([Option("--nesterov", "true,false"), Option("--augment", "true,none"), Option("--validation", "5")], null, 1, null));

        Assert.Equal(
            ["train --nesterov --augment --validation 5", "train --nesterov --augment none --validation 5", "train --nesterov false --augment --validation 5", "train --nesterov false --augment none --validation 5"],
            plan.Runs.Select(run => run.CommandLine));
        RunRequest last = new RunParser().Parse(plan.Runs[3].Arguments);
        Assert.Equal((false, null), (((Sgd)last.Training.Options.Optimizer).Nesterov, last.Training.Options.Augmentation));
    }

    [Fact]
    public void Drawn_settings_differ_repeat_with_their_seed_and_begin_as_fewer_would()
    {
        SweptOption[] options = [Option("--lr", "log:0.001..0.1"), Option("--momentum", "0.5..0.9"), Option("--optimizer", "sgd,rmsprop"), Option("--seed", "1..2")];
        SweepPlan ten = Plan(new SweepSpace(options, 10, 5, null));
        SweepPlan four = Plan(new SweepSpace(options, 4, 5, null));
        SweepPlan other = Plan(new SweepSpace(options, 4, 6, null));

        Assert.Equal((20, 10), (ten.Runs.Count, ten.Settings.Count));
        Assert.Equal(ten.Runs.Take(8).Select(run => run.CommandLine), four.Runs.Select(run => run.CommandLine));
        Assert.NotEqual(four.Runs.Select(run => run.CommandLine), other.Runs.Select(run => run.CommandLine));
    }

    [Fact]
    public void As_many_settings_as_there_are_can_be_drawn()
    {
        SweepPlan plan = Plan(new SweepSpace([Option("--lr", "0.1,0.2,0.3"), Option("--epochs", "1..4")], 12, 1, null));

        Assert.Equal(12, plan.Runs.Select(run => run.CommandLine).Distinct().Count());
    }

    [Fact]
    public void A_plan_reads_back_from_its_file()
    {
        SweepPlan plan = Plan(new SweepSpace([Option("--optimizer", """sgd,{"type":"adam","lr":0.1}"""), Option("--seed", "3..4")], null, 1, null)) with { Halving = 3, Checkpoints = new CheckpointInterval(7) };
        File.WriteAllBytes(_temp["plan"], PlanFile.Serialize(plan));

        SweepPlan read = PlanFile.Load(_temp["plan"]);

        Assert.Equal(PlanFile.Serialize(plan), PlanFile.Serialize(read));
        Assert.Equal("""train --optimizer '{"type":"adam","lr":0.1}' --seed 3 --validation 0.1""", read.Runs[2].CommandLine);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{}", "line 1")]
    [InlineData("{\"version\":1,\"runs\":2,\"checkpoint_every\":\"epoch\",\"varied\":[]}\n{\"run\":1,\"values\":[],\"arguments\":[]}", "line 3")]
    [InlineData("{\"version\":1,\"runs\":1,\"checkpoint_every\":\"epoch\",\"varied\":[]}\n{\"run\":2,\"values\":[],\"arguments\":[]}", "line 2")]
    [InlineData("{\"version\":9}", "in version 9")]
    public void A_plan_that_is_none_is_refused(string text, string expected)
    {
        File.WriteAllText(_temp["plan"], text);

        Assert.Contains(expected, Assert.Throws<DataFileException>(() => PlanFile.Load(_temp["plan"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ /* as in recipes */ "lr": [0.01, 2e-2], "seed": "1..3", "batch_size": 32, "nesterov": [true, false], "optimizer": { "type": "sgd", "lr": 1 }, }""",
        "--lr 0.01,2e-2; --seed 1,2,3; --batch-size 32; --nesterov true,false; --optimizer {\"type\":\"sgd\",\"lr\":1}")]
    [InlineData("""{ "seed": ["1..2", 9] }""", "--seed 1,2,9")]
    public void A_grid_file_says_what_the_command_line_would(string text, string expected)
    {
        File.WriteAllText(_temp["grid"], text);

        IReadOnlyList<SweptOption> grid = GridFile.Load(_temp["grid"], ["--lr", "--seed", "--batch-size", "--nesterov", "--optimizer"]);

        Assert.Equal(expected, string.Join("; ", grid.Select(option => $"{option.Name} {string.Join(',', Enumerable.Range(0, (int)option.Values.Count!.Value).Select(i => option.Values.At((ulong)i)))}")));
    }

    [Theory]
    [InlineData("[]", "line 1, column 1: a grid is an object")]
    [InlineData("", "line 1, column 1: this is not JSON: ")]
    [InlineData("{\n  \"lr\": [1", "line 2, column ")]
    [InlineData("{} x", "line 1, column 4: this is not JSON: ")]
    [InlineData("{\n  \"sed\": 1\n}", "line 2, column 3: unknown key \"sed\" (did you mean \"seed\"?)")]
    [InlineData("{ \"lr\": 1, \"lr\": 2 }", "line 1, column 12: the key \"lr\" is here twice; delete one")]
    [InlineData("{ \"lr\": [] }", "line 1, column 9: this list is empty")]
    [InlineData("{ \"lr\": [1, null] }", "line 1, column 13: a value is a number, a text, true, false, or an object")]
    [InlineData("{ \"lr\": [[1]] }", "line 1, column 10: a value is a number, a text, true, false, or an object")]
    [InlineData("{ \"lr\": \"5..1\" }", "line 1, column 9: --lr: 5..1 is no range")]
    public void A_wrong_grid_file_is_one_line_with_the_place(string text, string expected)
    {
        File.WriteAllText(_temp["grid"], text);

        string message = Assert.Throws<DataFileException>(() => GridFile.Load(_temp["grid"], ["--lr", "--seed"])).Message;

        Assert.StartsWith($"{_temp["grid"]}: {expected}", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static SweptOption Option(string name, string text) => new(name, ValuesText.Parse(name, text));

    private static SweepPlan Plan(SweepSpace space) => new PlanBuilder().Build(space, [], default, null);
}
