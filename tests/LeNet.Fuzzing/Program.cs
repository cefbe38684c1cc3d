using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LeNet.Fuzzing;
using LeNet.Fuzzing.Targets;

const int Found = 1;
const int WrongUsage = 2;
const int Hung = 3;

var target = new Option<string>("--target") { Description = $"One of {string.Join(", ", FuzzTargets.All.Keys)}; or all, one after the other.", DefaultValueFactory = _ => "all" };
var inputs = new Option<int>("--inputs") { Description = "Inputs to try, each made from a seed of its own.", DefaultValueFactory = _ => 10_000 };
var seed = new Option<int>("--seed") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
var findings = new Option<string>("--findings") { Description = "Folder for inputs that show a fault.", DefaultValueFactory = _ => "findings" };
var replay = new Option<string[]>("--replay") { Description = "Try these files instead, such as AFL's finds.", AllowMultipleArgumentsPerToken = true };
var export = new Option<string?>("--export") { Description = "Write the seeds to a folder per target in this one instead, for AFL to begin with." };
var afl = new Option<bool>("--afl") { Description = "Be the program that AFL runs; see afl.sh." };
target.AcceptOnlyFromAmong([.. FuzzTargets.All.Keys, "all"]);
var command = new RootCommand("Attacks the parsers with changed inputs.") { target, inputs, seed, findings, replay, export, afl };
command.SetAction(parsed =>
{
    string name = parsed.GetValue(target)!;
    if (parsed.GetValue(afl))
    {
        if (!FuzzTargets.All.TryGetValue(name, out Func<FuzzTarget>? create))
        {
            Console.Error.WriteLine("--afl takes one --target");
            return WrongUsage;
        }

        AflHost.Run(create);
        return 0;
    }

    int faults = 0;
    foreach (string each in name == "all" ? FuzzTargets.All.Keys : [name])
    {
        using FuzzTarget attacked = FuzzTargets.All[each]();
        if (parsed.GetValue(export) is { } folder)
        {
            Export(attacked, Path.Combine(folder, each));
        }
        else
        {
            faults += Attack(attacked, parsed.GetValue(replay), parsed.GetValue(inputs), parsed.GetValue(seed), parsed.GetValue(findings)!);
        }
    }

    return faults > 0 ? Found : 0;
});
return command.Parse(args).Invoke();

static void Export(FuzzTarget target, string folder)
{
    Directory.CreateDirectory(folder);
    for (int i = 0; i < target.Corpus.Count; i++)
    {
        File.WriteAllBytes(Path.Combine(folder, $"seed-{i:00}"), target.Corpus[i]);
    }
}

static int Attack(FuzzTarget target, string[]? files, int inputs, int seed, string findings)
{
    var campaign = new Campaign(target);
    campaign.Found += finding => Console.WriteLine($"FINDING in {finding.Write(findings)}: {finding.Problem}\n  {finding.Command}");
    campaign.WarmUp();
    long began = Stopwatch.GetTimestamp();
    using var watchdog = new Watchdog(TimeSpan.FromMinutes(1), () =>
    {
        var finding = new Finding(target.Name, campaign.Seed, campaign.Input, "takes more than a minute");
        Console.WriteLine($"FINDING in {finding.Write(findings)}: {finding.Problem}\n  {finding.Command}");
        Environment.Exit(Hung);
    });
    if (files is { Length: > 0 })
    {
        foreach (string file in files)
        {
            watchdog.Next();
            campaign.Try(File.ReadAllBytes(file));
        }
    }
    else
    {
        for (int i = 0; i < inputs; i++)
        {
            watchdog.Next();
            campaign.Try(seed + i);
        }
    }

    Report(target, campaign, Stopwatch.GetElapsedTime(began));
    return campaign.Findings;
}

static void Report(FuzzTarget target, Campaign campaign, TimeSpan time)
{
    IEnumerable<string> outcomes = campaign.Outcomes.OrderByDescending(pair => pair.Value)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:N0}"));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{target.Name}: {campaign.Outcomes.Values.Sum():N0} inputs in {time.TotalSeconds:0} s: {string.Join(", ", outcomes)}; at most {campaign.MostAllocated:N0} bytes allocated; {campaign.Findings} findings"));
}
