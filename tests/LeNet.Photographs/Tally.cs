using LeNet.Runtime;
using LeNet.Samples.Images;

namespace LeNet.Photographs;

/// <summary>Reads pictures and counts those that are read right.</summary>
internal sealed class Tally(Network network)
{
    /// <summary>What a picture is read as: a digit, or null where it shows none.</summary>
    public int? Read(byte[] file)
    {
        try
        {
            float[] probabilities = new float[network.Description.Classes];
            return network.Predict(DigitPreparation.Prepare(ImageReader.Read(file), network.Description).Pixels, probabilities);
        }
        catch (ImageException)
        {
            return null;
        }
    }

    /// <summary>How many pictures of a kind are read right.</summary>
    /// <param name="scene">The kind.</param>
    /// <param name="count">How many, each digit in turn.</param>
    /// <param name="firstSeed">The first seed.</param>
    public int Right(Scene scene, int count, int firstSeed)
    {
        int right = 0;
        Parallel.For(0, count, i =>
        {
            int digit = i % 10;
            int? wanted = scene.Size > 0 ? digit : null;
            if (Read(scene.Take(digit, firstSeed + (i / 10))) == wanted)
            {
                Interlocked.Increment(ref right);
            }
        });
        return right;
    }

    /// <summary>How many pictures of one digit are said to show several.</summary>
    public int TakenForSeveral(Scene scene, int count, int firstSeed) =>
        Enumerable.Range(0, count).AsParallel().Count(i =>
        {
            try
            {
                return DigitPreparation.Prepare(ImageReader.Read(scene.Take(i % 10, firstSeed + (i / 10))), network.Description).Digits > 1;
            }
            catch (ImageException)
            {
                return false;
            }
        });

    /// <summary>How many pictures of several digits are read right, each digit in its place.</summary>
    /// <param name="scene">The kind.</param>
    /// <param name="count">How many.</param>
    /// <param name="firstSeed">The first seed.</param>
    public int AllRight(Scene scene, int count, int firstSeed)
    {
        int right = 0;
        Parallel.For(0, count, i =>
        {
            (byte[] file, int[] digits) = scene.TakeSeveral(firstSeed + i);
            if (ReadAll(file).SequenceEqual(digits))
            {
                Interlocked.Increment(ref right);
            }
        });
        return right;
    }

    /// <summary>The digits of a picture, in the order of reading.</summary>
    public IReadOnlyList<int> ReadAll(byte[] file)
    {
        try
        {
            float[] probabilities = new float[network.Description.Classes];
            return [.. DigitPreparation.PrepareAll(ImageReader.Read(file), network.Description).Select(digit => network.Predict(digit.Pixels, probabilities))];
        }
        catch (ImageException)
        {
            return [];
        }
    }
}
