using System.CommandLine;
using LeNet.Benchmarks;
using LeNet.Benchmarks.Parts;
using LeNet.Benchmarks.Rebuild;
using LeNet.Benchmarks.Versus;

Option<int> bits = new("--vector-bits")
{
    Description = "Bits of the vectors to compute with: 512, 256 or 128. [default: the widest]",
    DefaultValueFactory = _ => VectorBits.Widest,
};
Option<int[]> threads = new("--threads")
{
    Description = "Thread counts to measure in turn.",
    DefaultValueFactory = _ => [1, 2],
    AllowMultipleArgumentsPerToken = true,
};
Option<int> slices = new("--slices") { Description = "Slices to measure for each thread count.", DefaultValueFactory = _ => 101 };

Command epoch = new("epoch", "Training of LeNet-5 on random pixels, against the core's peak, slice by slice in turn.") { bits, threads, slices };
epoch.SetAction(result => EpochRate.Print(Console.Out, result.GetValue(bits), result.GetRequiredValue(threads), result.GetValue(slices)));

Command kernels = new("kernels", "Every emitted kernel of LeNet-5 on one tile, against the core's peak.") { bits };
kernels.SetAction(result => KernelTimes.Print(Console.Out, new LeNet5(), result.GetValue(bits)));

Command oneImage = new("one-image", "Predictions of single images, from bytes to probabilities.") { bits };
oneImage.SetAction(result => OneImageTime.Print(Console.Out, new LeNet5(), result.GetValue(bits)));

Command parts = new("parts", "The engine's parts under BenchmarkDotNet; takes its arguments, such as --filter '*Tanh*' or --job short. [default: all]")
{
    TreatUnmatchedTokensAsErrors = false,
};
parts.SetAction(result => PartBenchmarks.Run(result.UnmatchedTokens));

Option<int> runs = new("--runs") { Description = "Runs to measure.", DefaultValueFactory = _ => 100 };
Command generate = new("generate", "The generator on LeNet-5, warm.") { runs };
generate.SetAction(result => GenerationTime.Print(Console.Out, result.GetValue(runs)));

Option<int> rounds = new("--rounds") { Description = "Rounds to measure.", DefaultValueFactory = _ => 5 };
Option<int> linearThreads = new("--threads") { Description = "Threads that train.", DefaultValueFactory = _ => 1 };
Command linear = new("linear", "The cost of a sample in training, for few and many samples and for small and large batches.") { linearThreads, rounds };
linear.SetAction(result => LinearCost.Print(Console.Out, result.GetValue(linearThreads), result.GetValue(rounds)));

Option<int> choiceRounds = new("--rounds") { Description = "Rounds to measure.", DefaultValueFactory = _ => 15 };
Command choice = new("threads", "Training steps of a small network and of LeNet-5 on one thread, on two, and on as many as there are by default.") { choiceRounds };
choice.SetAction(result => ThreadChoice.Print(Console.Out, result.GetValue(choiceRounds)));

Option<int> crowdRounds = new("--rounds") { Description = "Rounds to measure.", DefaultValueFactory = _ => 9 };
Command crowd = new("crowd", "Training epochs of several networks at once, and beside threads that keep cores busy.") { crowdRounds };
crowd.SetAction(result => Crowd.Print(Console.Out, result.GetValue(crowdRounds)));

Option<int> augmentRounds = new("--rounds") { Description = "Rounds to measure.", DefaultValueFactory = _ => 15 };
Option<int> augmentThreads = new("--threads") { Description = "Threads that train.", DefaultValueFactory = _ => 1 };
Command augment = new("augment", "Training epochs of LeNet-5 with each distortion of its images and without, in turn.") { augmentThreads, augmentRounds };
augment.SetAction(result => AugmentationCost.Print(Console.Out, result.GetValue(augmentThreads), result.GetValue(augmentRounds)));

return new RootCommand("Speed of the generated network. Run it on a quiet machine, in Release.") { epoch, kernels, oneImage, parts, generate, linear, choice, crowd, augment, RebuildCommand.Create(), VersusCommand.Create() }.Parse(args).Invoke();
