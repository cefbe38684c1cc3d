using System.Text;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Recipe files, and pieces of them.</summary>
internal static class RecipeSeeds
{
    /// <summary>Files that are right: those that are built in, with all their keys, and one of each optimizer and schedule.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. Recipe.Names.Select(name => Recipe.ToJson(Recipe.Named(name))).Concat(
        [
            """{ "optimizer": { "type": "adam", "lr": 1e-3, "betas": [0.9, 0.99], "amsgrad": true }, "schedule": { "type": "step", "step_size": 3, "gamma": 0.5 } }""",
            """{ "optimizer": { "type": "adamw", "lr": 0.002, "weight_decay": 0.1, "weight_decay_on": "weights" }, "schedule": { "type": "one_cycle", "max_lr": 0.01, "three_phase": true } }""",
            """{ "optimizer": { "type": "rmsprop", "lr": 0.001, "centered": true }, "schedule": { "type": "exponential", "gamma": 0.999, "warmup": { "steps": 10 } }, "clip_grad_value": 1 }""",
            """{ "optimizer": { "type": "sgd", "lr": 0.1, "momentum": 0.9, "nesterov": true }, "schedule": { "type": "multistep", "per": "epoch", "milestones": [2, 5] }, "clip_grad_norm": 5 }""",
            """{ "schedule": { "type": "plateau", "factor": 0.5, "metric": "accuracy" }, "validation": 0.1, "early_stopping": { "patience": 3 }, "ema": { "decay": 0.99 } }""",
            """{ "schedule": "linear", "augmentation": { "crop": { "padding": 2 }, "horizontal_flip": { "p": 0.5 }, "erasing": { "p": 0.5, "scale": [0.02, 0.3] } } }""",
            """{ "epochs": 3, /* short */ "batch_size": 8, }""",
        ]).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Pieces of JSON and of recipes.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. ArchitectureSeeds.Pieces,
        .. new[]
        {
            "sgd", "adam", "adamw", "rmsprop", "sdlm", "constant", "cosine", "one_cycle", "piecewise", "plateau", "linear", "epoch", "step", "accuracy", "weights",
            "1e-320", "1e308", "-0.0", "0.9999999999999999", "2147483647", "9007199254740993", "\"lr\": ", "\"momentum\": ", "\"betas\": ", "\"eps\": ", "\"gamma\": ", "\"milestones\": ",
            "\"rates\": ", "\"warmup\": ", "\"steps\": ", "\"validation\": ", "\"early_stopping\": ", "\"ema\": ", "\"affine\": ", "\"elastic\": ", "\"sigma\": ", "\"erasing\": ", "\"padding\": ",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
