using LeNet.Runtime;
using LeNet.Samples.Prediction;

namespace LeNet.Samples.Pictures;

/// <summary>An image that the network takes for another class.</summary>
/// <param name="Index">Which image it is, from 0.</param>
/// <param name="Actual">Its true class.</param>
/// <param name="Predicted">The class that it is taken for.</param>
/// <param name="Probability">How probable the network thinks that is.</param>
internal readonly record struct Mistake(int Index, int Actual, int Predicted, float Probability)
{
    /// <summary>Bounds the memory for probabilities.</summary>
    private const int ValuesAtATime = 1 << 20;

    /// <summary>Finds the mistakes that the network is surest of, the surest first.</summary>
    /// <param name="networks">The network, or several whose probabilities are averaged.</param>
    /// <param name="test">Images that it takes.</param>
    /// <param name="most">How many to find at most.</param>
    /// <param name="threads">Threads to compute on; 0 for as many as help.</param>
    public static IReadOnlyList<Mistake> Find(NetworkSet networks, Dataset test, int most, int threads)
    {
        int classes = networks.Description.Classes;
        int atATime = Math.Clamp(ValuesAtATime / classes, 1, test.Count);
        byte[] images = new byte[atATime * test.ImageBytes];
        int[] labels = new int[atATime];
        float[] probabilities = new float[atATime * classes];
        using var predictor = new Predictor(networks, threads);
        var found = new PriorityQueue<Mistake, (float, int)>();
        for (int begin = 0; begin < test.Count; begin += atATime)
        {
            int count = Math.Min(atATime, test.Count - begin);
            test.Images.Slice(begin * test.ImageBytes, count * test.ImageBytes).CopyTo(images);
            predictor.Predict(images.AsMemory(0, count * test.ImageBytes), labels.AsSpan(0, count), probabilities.AsSpan(0, count * classes));
            for (int i = 0; i < count; i++)
            {
                int actual = test.Labels[begin + i];
                if (labels[i] != actual)
                {
                    var mistake = new Mistake(begin + i, actual, labels[i], probabilities[(i * classes) + labels[i]]);
                    found.Enqueue(mistake, (mistake.Probability, -mistake.Index));
                    if (found.Count > most)
                    {
                        found.Dequeue(); // the least sure, and of these the last
                    }
                }
            }
        }

        return [.. found.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => item.Element)];
    }
}
