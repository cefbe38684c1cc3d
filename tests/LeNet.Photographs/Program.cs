using System.Globalization;
using LeNet.Photographs;
using LeNet.Runtime;
using LeNet.Samples;
using LeNet.Samples.Files;

// The table of docs/photographs.md: kind of picture, how many are read right.
int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1001;
Network network = SampleNetwork.Create(null);
ShippedWeights.Load(network, ShippedWeights.Path);
var tally = new Tally(network);
(int right, int all) = (0, 0);
Console.WriteLine($"| kind | right of {count} | taken for several |");
Console.WriteLine("|---|---|---|");
foreach ((string name, Scene scene) in Kinds.WithDigit.Concat(Kinds.Empty))
{
    (int these, int several) = tally.Read(scene, count, seed);
    Console.WriteLine($"| {name} | {these} | {several} |");
    (right, all) = (right + these, all + count);
}

Console.WriteLine($"| all | {right} of {all} | |");
Console.WriteLine();
Console.WriteLine($"| several digits | right of {count} |");
Console.WriteLine("|---|---|");
foreach ((string name, Scene scene) in Kinds.Several)
{
    Console.WriteLine($"| {name} | {tally.AllRight(scene, count, seed)} |");
}
