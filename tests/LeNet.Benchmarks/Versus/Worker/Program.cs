// What `versus` runs of each revision: a line with the name of a piece of work in, its seconds out. Uses nothing that older revisions lack.
using System.Diagnostics;
using System.Globalization;
using LeNet.Runtime;

const int Samples = 4_096;
const int SmallBatch = 64;
const int LargeBatch = 1_000;

var lenet = new Worker.LeNet5();
var modern = new Worker.Modern();
var work = new Dictionary<string, Action>
{
    ["training, 1 thread"] = Training(lenet, threads: 1, batches: 40),
    ["training, 2 threads"] = Training(lenet, threads: 2, batches: 80),
    ["batches of 64"] = Prediction(SmallBatch, batches: 60),
    ["batches of 1,000"] = Prediction(LargeBatch, batches: 4),
    ["one image"] = OneImage(images: 3_000),
    ["Modern, training, 1 thread"] = Training(modern, threads: 1, batches: 6),
};
foreach (Action action in work.Values)
{
    action(); // compiles the kernels
}

Console.WriteLine("ready");
while (Console.ReadLine() is { } name)
{
    long begin = Stopwatch.GetTimestamp();
    work[name]();
    Console.WriteLine(Stopwatch.GetElapsedTime(begin).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
}

static byte[] Pixels(Network network, int samples)
{
    byte[] pixels = new byte[network.Description.ImageBytes * samples];
    new Random(1).NextBytes(pixels);
    return pixels;
}

static Action Training(Network network, int threads, int batches)
{
    NetworkDescription description = network.Description;
    byte[] labels = new byte[Samples];
    for (int i = 0; i < Samples; i++)
    {
        labels[i] = (byte)(i % description.Classes);
    }

    var data = new Dataset(Pixels(network, Samples), labels, description.ImageChannels, description.ImageHeight, description.ImageWidth);
    var trainer = new Trainer(network, new TrainingOptions { Threads = threads, BatchSize = SmallBatch });
    int[] batch = new int[SmallBatch];
    int next = 0;
    return () =>
    {
        for (int k = 0; k < batches; k++)
        {
            for (int i = 0; i < SmallBatch; i++)
            {
                batch[i] = next++ % Samples;
            }

            trainer.TrainBatch(data, batch);
        }
    };
}

Action Prediction(int batch, int batches)
{
    byte[] pixels = Pixels(lenet, batch);
    int[] classes = new int[batch];
    var predictor = new BatchPredictor(lenet, 1);
    return () =>
    {
        for (int k = 0; k < batches; k++)
        {
            predictor.Predict(pixels, classes);
        }
    };
}

Action OneImage(int images)
{
    byte[] pixels = Pixels(lenet, 1);
    float[] probabilities = new float[lenet.Description.Classes];
    return () =>
    {
        for (int k = 0; k < images; k++)
        {
            lenet.Predict(pixels, probabilities);
        }
    };
}
