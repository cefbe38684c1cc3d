using LeNet.Runtime;
using LeNet.Samples.Images;

namespace LeNet.Photographs;

/// <summary>How pictures of one kind are read.</summary>
/// <param name="Right">Those that are read right.</param>
/// <param name="TakenForSeveral">Those that are said to show several digits.</param>
internal readonly record struct Score(int Right, int TakenForSeveral);

/// <summary>Reads pictures and counts those that are read right.</summary>
internal sealed class Tally(Network network)
{
    /// <summary>Reads pictures of one digit, or of none.</summary>
    /// <param name="scene">The kind.</param>
    /// <param name="count">How many, each digit in turn.</param>
    /// <param name="firstSeed">The first seed.</param>
    public Score Read(Scene scene, int count, int firstSeed)
    {
        (bool IsRight, bool IsSeveral)[] read = Each(count, i =>
        {
            int digit = i % 10;
            int? wanted = scene.Size > 0 ? digit : null;
            PreparedDigit? prepared = Prepared(scene.Take(digit, firstSeed + (i / 10)), picture => [DigitPreparation.Prepare(picture, network.Description)]).SingleOrDefault();
            return ((prepared is null ? null : (int?)LabelOf(prepared)) == wanted, prepared?.Digits > 1);
        });
        return new Score(read.Count(picture => picture.IsRight), read.Count(picture => picture.IsSeveral));
    }

    /// <summary>How many pictures of several digits are read right, each digit in its place.</summary>
    /// <param name="scene">The kind.</param>
    /// <param name="count">How many.</param>
    /// <param name="firstSeed">The first seed.</param>
    public int AllRight(Scene scene, int count, int firstSeed) => Each(count, i =>
    {
        (byte[] file, int[] digits) = scene.TakeSeveral(firstSeed + i);
        return Prepared(file, picture => DigitPreparation.PrepareAll(picture, network.Description)).Select(LabelOf).SequenceEqual(digits);
    }).Count(isRight => isRight);

    private static T[] Each<T>(int count, Func<int, T> read) => [.. ParallelEnumerable.Range(0, count).Select(read)];

    /// <summary>The digits of a picture; none where it shows none.</summary>
    private static IReadOnlyList<PreparedDigit> Prepared(byte[] file, Func<GreyImage, IReadOnlyList<PreparedDigit>> prepare)
    {
        try
        {
            return prepare(ImageReader.Read(file));
        }
        catch (ImageException)
        {
            return [];
        }
    }

    private int LabelOf(PreparedDigit digit) => network.Predict(digit.Pixels, new float[network.Description.Classes]);
}
