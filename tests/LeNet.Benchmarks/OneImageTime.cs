using System.Diagnostics;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Times predictions of single images, from bytes to probabilities.</summary>
internal static class OneImageTime
{
    private const int Images = 64;
    private const int Rounds = 400;

    public static void Print(TextWriter output, Network network, int bits)
    {
        network.VectorBits = bits;
        int imageBytes = network.Description.ImageBytes;
        byte[] pixels = new byte[Images * imageBytes];
        new Random(1).NextBytes(pixels);
        float[] probabilities = new float[network.Description.Classes];
        List<double> microseconds = [];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Images; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                network.Predict(pixels.AsSpan(i * imageBytes, imageBytes), probabilities);
                if (round > Rounds / 4)
                {
                    microseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
                }
            }
        }

        microseconds.Sort();
        output.WriteLine($"one image, {bits}-bit vectors, {microseconds.Count} predictions: median {Quantile(0.5):F2} µs, 10% {Quantile(0.1):F2} µs, 90% {Quantile(0.9):F2} µs");

        double Quantile(double share) => microseconds[(int)(share * (microseconds.Count - 1))];
    }
}
