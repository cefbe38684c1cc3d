using System.Diagnostics;
using LeNet.Benchmarks;
using LeNet.Runtime;

var network = new LeNet5();
if (args is ["kernels", ..]) { KernelTimes.Print(Console.Out, network, int.Parse(args[1])); return; }
var dir = Environment.GetEnvironmentVariable("LENET_DATA")!;
var train = Dataset.Load(Path.Combine(dir, "train-images-idx3-ubyte.gz"), Path.Combine(dir, "train-labels-idx1-ubyte.gz"));
var test = Dataset.Load(Path.Combine(dir, "t10k-images-idx3-ubyte.gz"), Path.Combine(dir, "t10k-labels-idx1-ubyte.gz"));
if (args.Length > 1) network.VectorBits = int.Parse(args[1]);
using var trainer = new Trainer(network, new TrainingOptions { Epochs = int.Parse(args[0]), Threads = args.Length > 2 ? int.Parse(args[2]) : 1 });
trainer.BatchCompleted += r => { if (r.Batch % 300 == 0) Console.WriteLine($"{r.Step} {r.Loss}"); };
trainer.EpochCompleted += r => Console.WriteLine($"{r.Epoch} train {r.TrainLoss:F4} test {r.Test!.Loss:F4} {r.Test.Accuracy:P2} in {r.TrainingTime.TotalSeconds:F2} s = {60000 * 1131960.0 * 2 / r.TrainingTime.TotalSeconds / 1e9:F1} GFLOP/s");
trainer.Train(train, test);
Console.WriteLine(network.ComputeHash());
