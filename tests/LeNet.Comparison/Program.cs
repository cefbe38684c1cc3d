using System.CommandLine;
using LeNet.Comparison;

Option<string?> data = new("--data") { Description = "Folder of MNIST's files. [default: the one in LENET_DATA, else random pixels]", HelpName = "DIR" };
Option<int> samples = Number("--samples", 60_000, Workload.LeastSamples, 60_000, "Samples of a training epoch.");
Option<int> rounds = Number("--rounds", 7, 1, 1_000, "Rounds, of which the medians count.");
Option<int[]> threads = new("--threads")
{
    Description = "Thread counts.",
    DefaultValueFactory = _ => [1, 2],
    AllowMultipleArgumentsPerToken = true,
};
threads.Validators.Add(result =>
{
    if (result.Tokens.Any(token => !int.TryParse(token.Value, out int count) || count is < 1 or > 1024))
    {
        result.AddError("--threads takes numbers from 1 to 1024");
    }
});
Option<string[]> only = new("--only") { Description = "What to compare. [default: all]", AllowMultipleArgumentsPerToken = true };
only.AcceptOnlyFromAmong([.. Enum.GetNames<Part>().Select(name => name.ToLowerInvariant())]);

Command compare = new("compare", "Runs the engine, ONNX Runtime and libtorch in turn on the same work.") { data, samples, rounds, threads, only };
compare.SetAction(result => Comparison.Run(
    new ComparisonOptions(
        result.GetValue(data),
        result.GetValue(samples),
        result.GetValue(rounds),
        result.GetRequiredValue(threads),
        result.GetValue(only) is { Length: > 0 } chosen ? Array.ConvertAll(chosen, name => Enum.Parse<Part>(name, ignoreCase: true)) : Enum.GetValues<Part>()),
    Console.Out,
    Console.Error));

Command prepare = new("prepare", "Lets libtorch's binding load where the C++ library is older than GCC 13's (Linux on x64).");
prepare.SetAction(_ =>
{
    const string version = VersionNeed.NewLibstdcxx;
    string library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
    try
    {
        Console.WriteLine(VersionNeed.Weaken(library, version)
            ? $"{library}: does without {version}"
            : $"{library}: does not ask for {version}");
        return 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine($"error: {exception.Message}");
        return 1;
    }
});

return new RootCommand("The engine beside its peers. Run it on a quiet machine, by run.sh or in Release.") { compare, prepare }.Parse(args).Invoke();

static Option<int> Number(string name, int byDefault, int least, int most, string description)
{
    Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => byDefault };
    option.Validators.Add(result =>
    {
        if (result.Tokens is [{ } token] && (!int.TryParse(token.Value, out int value) || value < least || value > most))
        {
            result.AddError($"{name} takes a number from {least} to {most}");
        }
    });
    return option;
}
