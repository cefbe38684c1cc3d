using System.Text;

namespace LeNet.Runtime.Tests.Recipes;

/// <summary>Recipe files: what is read, and what is wrong with a wrong one.</summary>
public sealed class RecipeTests
{
    private const string Full = """
        {
          // all there is
          "$schema": "lenet.recipe.schema.json",
          "epochs": 3,
          "batch_size": 32,
          "optimizer": { "type": "sgd", "lr": 0.1, "momentum": 0.5, "weight_decay": 1e-4, "nesterov": true, "weight_decay_on": "weights" },
          "schedule": { "type": "one-cycle", "max_lr": 0.2, "total_steps": 100, "pct_start": 0.25, "anneal_strategy": "linear", "three_phase": true, "warmup": { "steps": 5 } },
          "clip_grad_value": 0.5,
          "ema": { "decay": 0.99 },
          "validation": 0.1,
          "early_stopping": { "patience": 2, "metric": "accuracy" },
          "augmentation": { "affine": { "degrees": 5, "translate": 0.1, "scale": [0.9, 1.1], "shear": 3 }, "elastic": {}, "crop": { "padding": 2 }, "horizontal_flip": { "p": 0.5 }, "erasing": { "value": 255 } },
        }
        """;

    [Fact]
    public void Every_key_is_read()
    {
        TrainingOptions options = Parse(Full);

        Assert.Equal(
            new TrainingOptions
            {
                Epochs = 3,
                BatchSize = 32,
                Optimizer = new Sgd(0.1) { Momentum = 0.5, WeightDecay = 1e-4, Nesterov = true, DecayOn = DecayedParameters.Weights },
                Schedule = new OneCycleSchedule
                {
                    MaxLearningRate = 0.2,
                    TotalSteps = 100,
                    RisingShare = 0.25,
                    Anneal = AnnealStrategy.Linear,
                    ThreePhase = true,
                    Warmup = new Warmup(5),
                },
                ClipGradientValue = 0.5,
                AverageDecay = 0.99,
                Validation = 0.1,
                EarlyStopping = new EarlyStopping(2) { Metric = ValidationMetric.Accuracy },
                Augmentation = new Augmentation
                {
                    Affine = new AffineAugmentation { Degrees = 5, Translate = (0.1, 0.1), Scale = (0.9, 1.1), Shear = (3, 0) },
                    Elastic = new ElasticAugmentation(),
                    Crop = new CropAugmentation { Padding = 2 },
                    HorizontalFlip = new FlipAugmentation(),
                    Erasing = new ErasingAugmentation { Value = 255 },
                },
            },
            options);
    }

    [Fact]
    public void An_empty_recipe_is_the_default() => Assert.Equal(new TrainingOptions(), Parse("{}"));

    [Fact]
    public void A_name_stands_for_a_kind_with_its_defaults() => Assert.Equal(new CosineSchedule(), Parse("""{ "schedule": "cosine" }""").Schedule);

    [Theory]
    [InlineData("{}")]
    [InlineData(Full)]
    [InlineData("""{ "optimizer": { "type": "adam", "lr": 0.001, "betas": [0.8, 0.9], "eps": 1e-6, "amsgrad": true }, "schedule": { "type": "multistep", "milestones": [3, 7], "per": "epoch" }, "clip_grad_norm": 1 }""")]
    [InlineData("""{ "optimizer": { "type": "adamw", "lr": 0.001 }, "schedule": { "type": "cosine", "t_max": 10, "eta_min": 1e-5 } }""")]
    [InlineData("""{ "optimizer": { "type": "rmsprop", "lr": 0.001, "alpha": 0.9, "centered": true }, "schedule": { "type": "plateau", "patience": 3 }, "validation": 5000 }""")]
    [InlineData("""{ "optimizer": { "type": "sdlm", "lr": 0.0005, "mu": 0.01, "samples": 100 }, "schedule": { "type": "step", "step_size": 2 } }""")]
    [InlineData("""{ "schedule": { "type": "exponential", "gamma": 0.99 } }""")]
    [InlineData("""{ "fold": { "number": 2, "of": 5 }, "early_stopping": { "patience": 3 } }""")]
    [InlineData("""{ "schedule": { "type": "piecewise", "per": "epoch", "milestones": [2, 5], "rates": [0.3, 0.2, 0.1] } }""")]
    [InlineData("""{ "schedule": { "type": "linear", "start_factor": 0.5, "end_factor": 0, "total_iters": 9 } }""")]
    public void What_is_written_reads_back(string json)
    {
        TrainingOptions options = Parse(json);

        Assert.Equal(options, Parse(Recipe.ToJson(options)));
        Assert.Equal(Recipe.ToJson(options), Recipe.ToJson(Parse(Recipe.ToJson(options))));
    }

    [Theory]
    [InlineData("""{ "epoch": 3 }""", """line 1, column 3: unknown key "epoch" (did you mean "epochs"?); the keys of a recipe are """)]
    [InlineData("""{ "epochs": 0 }""", """line 1, column 13: "epochs" is an integer from 1 to 10000, not 0""")]
    [InlineData("""{ "epochs": 2.5 }""", """line 1, column 13: "epochs" is an integer from 1 to 10000, not 2.5""")]
    [InlineData("""{ "epochs": "3" }""", """line 1, column 13: "epochs" is an integer from 1 to 10000, not "3".""")]
    [InlineData("""{ "epochs": 3, "epochs": 3 }""", """line 1, column 16: the key "epochs" is here twice; delete one""")]
    [InlineData("{\n  \"optimizer\": { \"type\": \"adam\" } }", """line 2, column 16: adam needs "lr": the learning rate""")]
    [InlineData("""{ "optimizer": { "lr": 0.1 } }""", "line 1, column 16: \"optimizer\" needs \"type\": an object with \"type\", one of \"sgd\", ")]
    [InlineData("""{ "optimizer": { "type": "adm", "lr": 0.1 } }""", """line 1, column 26: there is no optimizer "adm" (did you mean "adam"?); it is one of sgd, adam, """)]
    [InlineData("""{ "optimizer": { "type": "adam", "lr": 0.1, "momentum": 0.9 } }""", """line 1, column 45: adam has no key "momentum", which is one of sgd and rmsprop; its keys are lr, betas, """)]
    [InlineData("""{ "optimizer": { "type": "sgd", "learning_rate": 0.1 } }""", """line 1, column 33: unknown key "learning_rate" (did you mean "lr"?); the keys of sgd are lr, """)]
    [InlineData("""{ "optimizer": { "type": "sgd", "lr": -1 } }""", """line 1, column 39: "lr" is a number of at least 0, not -1""")]
    [InlineData("""{ "optimizer": { "type": "sgd", "lr": 1e999 } }""", """line 1, column 39: "lr" is a number of at least 0, not 1e999""")]
    [InlineData("""{ "optimizer": { "type": "sgd", "lr": 1, "nesterov": true } }""", "line 1, column 54: Nesterov's momentum needs a momentum; give \"momentum\" too")]
    [InlineData("""{ "optimizer": { "type": "adam", "lr": 1, "betas": [0.9] } }""", "line 1, column 52: \"betas\" is a list of two numbers, each a number from 0 to less than 1, not a list of 1 value")]
    [InlineData("""{ "optimizer": 7 }""", "line 1, column 16: \"optimizer\" is an object with \"type\", one of ")]
    [InlineData("""{ "schedule": "step" }""", """line 1, column 15: step needs "step_size": from one fall of the rate to the next""")]
    [InlineData("""{ "schedule": { "type": "multistep", "milestones": [5, 5] } }""", "line 1, column 52: \"milestones\" is a list of at least one value, each an integer of at least 1 and larger than the one before")]
    [InlineData("""{ "schedule": { "type": "piecewise", "milestones": [2], "rates": [0.3] } }""", "line 1, column 66: \"rates\" has one rate more than \"milestones\", which is 2, not 1")]
    [InlineData("""{ "schedule": "plateau" }""", "line 1, column 15: the schedule \"plateau\" needs validation samples; give \"validation\", such as 5000 or 0.1")]
    [InlineData("""{ "clip_grad_norm": 1, "clip_grad_value": 1 }""", "line 1, column 43: \"clip_grad_norm\" and \"clip_grad_value\" exclude each other; leave one out")]
    [InlineData("""{ "validation": 1.5 }""", "line 1, column 17: \"validation\" is a count of samples, or a share of them from 0 to less than 1, not 1.5")]
    [InlineData("""{ "early_stopping": { "patience": 3 } }""", "line 1, column 21: early stopping needs validation samples; give \"validation\", such as 5000 or 0.1")]
    [InlineData("""{ "validation": 0.1, "fold": { "number": 1, "of": 5 } }""", "line 1, column 30: \"validation\" and \"fold\" exclude each other; leave one out")]
    [InlineData("""{ "fold": { "number": 6, "of": 5 } }""", "line 1, column 23: there is no fold 6 of 5; \"number\" is at most \"of\"")]
    [InlineData("""{ "augmentation": { "affine": { "scale": [1.1, 0.9] } } }""", "line 1, column 42: \"scale\" is a list of two numbers, each a number greater than 0, the smaller first")]
    [InlineData("""{ "augmentation": { "rotate": 3 } }""", "line 1, column 21: unknown key \"rotate\"; the keys of augmentation are affine, elastic, crop, horizontal_flip, erasing")]
    [InlineData("[]", "line 1, column 1: \"recipe\" is an object, not a list of 0 values")]
    [InlineData("{", "line 1, column 2: this is not JSON: ")]
    [InlineData("", "line 1, column 1: this is not JSON: ")]
    [InlineData("{ \"epochs\": 3 } x", "line 1, column 17: this is not JSON: ")]
    [InlineData("{\n  \"epochs\": 03 }", "line 2, column 14: this is not JSON: ")]
    public void What_is_wrong_is_said_in_one_line_with_its_place(string json, string expected)
    {
        string message = Assert.Throws<DataFileException>(() => Parse(json)).Message;

        Assert.StartsWith("r.json: " + expected.TrimEnd('.'), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Columns_are_counted_in_characters() => Assert.StartsWith(
        "r.json: line 1, column 14: unknown key", Assert.Throws<DataFileException>(() => Parse("/* äöü€ */ { \"x\": 1 }")).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_an_error() =>
        Assert.Throws<DataFileException>(() => Parse(string.Concat(Enumerable.Repeat("{\"a\":", 1000))));

    [Fact]
    public void All_that_are_built_in_can_be_read_and_classic_is_the_default()
    {
        Assert.Contains("classic", Recipe.Names);
        Assert.All(Recipe.Names, name => Assert.True(Recipe.Named(name).Epochs > 0));
        Assert.Equal(new TrainingOptions(), Recipe.Named("classic"));
        Assert.Contains("there are", Assert.Throws<ArgumentException>(() => Recipe.Named("none")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_can_be_set_one_by_one()
    {
        TrainingOptions options = new() { Seed = 9, MaxSteps = 3, Shuffle = false, Threads = 2 };

        TrainingOptions changed = Recipe.With(options, ("epochs", "4"), ("optimizer.lr", "0.5"), ("schedule", "\"cosine\""), ("schedule.warmup.steps", "7"), ("ema.decay", "0.5"));

        Assert.Equal(
            options with
            {
                Epochs = 4,
                Optimizer = new Sgd(0.5) { Momentum = 0.9 },
                Schedule = new CosineSchedule { Warmup = new Warmup(7) },
                AverageDecay = 0.5,
            },
            changed);
        Assert.Equal(options with { Epochs = 4, Optimizer = changed.Optimizer, Schedule = changed.Schedule }, Recipe.With(changed, ("ema", "null")));
        Assert.StartsWith("unknown key \"epoch\" (did you mean \"epochs\"?)", Assert.Throws<ArgumentException>(() => Recipe.With(options, ("epoch", "4"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("\"epochs\" is an integer from 1 to 10000, not \"x\"", Assert.Throws<ArgumentException>(() => Recipe.With(options, ("epochs", "\"x\""))).Message, StringComparison.Ordinal);
        Assert.StartsWith("the value of \"epochs\" is not JSON: x", Assert.Throws<ArgumentException>(() => Recipe.With(options, ("epochs", "x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_CSharp_made_are_held_to_the_same_limits()
    {
        Fails("Momentum", new() { Optimizer = new RmsProp(0.1) { Momentum = 1 } });
        Fails("Betas", new() { Optimizer = new Adam(0.1) { Betas = (0.9, 1) } });
        Fails("Mu", new() { Optimizer = new Sdlm(0.1) { Mu = 0 } });
        Fails("WeightDecay", new() { Optimizer = new AdamW(0.1) { WeightDecay = -1 } });
        Fails("Nesterov", new() { Optimizer = new Sgd(0.1) { Nesterov = true } });
        Fails("Steps", new() { Schedule = new CosineSchedule { Warmup = new Warmup(0) } });
        Fails("Milestones", new() { Schedule = new MultiStepSchedule(3, 2) });
        Fails("Gamma", new() { Schedule = new ExponentialSchedule(double.NaN) });
        Fails("ClipGradientNorm", new() { ClipGradientNorm = 0 });
        Fails("AverageDecay", new() { AverageDecay = 1 });
        Fails("Validation", new() { Validation = -1 });
        Fails("Patience", new() { Validation = 5, EarlyStopping = new EarlyStopping(0) });
        Fails("EarlyStopping", new() { EarlyStopping = new EarlyStopping(3) });
        Fails("Degrees", new() { Augmentation = new Augmentation { Affine = new AffineAugmentation { Degrees = 200 } } });

        static void Fails(string property, TrainingOptions options) =>
            Assert.Equal(property, Assert.ThrowsAny<ArgumentException>(options.Validate).ParamName);
    }

    private static TrainingOptions Parse(string json) => Recipe.Parse("r.json", Encoding.UTF8.GetBytes(json));
}
