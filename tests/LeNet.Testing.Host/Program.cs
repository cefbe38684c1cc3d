using System.Globalization;
using LeNet.Runtime;
using LeNet.Testing.Host;

// Runs what tests want to see in a process of its own: without certain processor features, or without other tests that allocate.
switch (args)
{
    case ["hash", var network, var steps, var threads, .. var recipe]:
        Console.WriteLine(ProcessorFeatures.Describe());
        Console.WriteLine(HashRun.Train(Networks.Create(network), Number(steps), Number(threads), recipe.Select(Setting)));
        return 0;
    case ["allocations", var network, var threads, .. var recipe]:
        Console.WriteLine(AllocationRun.Describe(Networks.Create(network), Number(threads), recipe.Select(Setting)));
        return 0;
    case ["kernels", var network]:
        KernelsRun.Call(Networks.Create(network));
        return 0;
    case ["interruption"]:
        InterruptionRun.Wait();
        return 0;
    case ["download"]:
        Console.WriteLine(await DownloadRun.WithoutDownloads());
        return 0;
    default:
        Console.Error.WriteLine("usage: hash NETWORK STEPS THREADS [KEY=JSON…] | allocations NETWORK THREADS [KEY=JSON…] | kernels NETWORK | interruption | download");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static (string Key, string Json) Setting(string text) => text.Split('=', 2) is [var key, var json] ? (key, json) : throw new ArgumentException($"{text} is not KEY=JSON");
