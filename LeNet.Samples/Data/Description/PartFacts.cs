using LeNet.Runtime;

namespace LeNet.Samples.Data.Description;

/// <summary>The pixels of one channel.</summary>
/// <param name="Least">The lowest level.</param>
/// <param name="Most">The highest.</param>
/// <param name="Mean">The mean of levels over 255, as an architecture's <c>input.mean</c> has it.</param>
/// <param name="Deviation">Their standard deviation, as <c>input.std</c> has it.</param>
internal sealed record ChannelFacts(byte Least, byte Most, double Mean, double Deviation);

/// <summary>What is in a part of a data set.</summary>
/// <param name="Count">Images.</param>
/// <param name="Channels">The pixels of each channel.</param>
/// <param name="Classes">Images of each class, from class 0 to the last that there is.</param>
internal sealed record PartFacts(int Count, IReadOnlyList<ChannelFacts> Channels, IReadOnlyList<int> Classes)
{
    /// <summary>Looks at all of it.</summary>
    public static PartFacts Of(Dataset data)
    {
        int[] classes = new int[data.Count == 0 ? 0 : data.Labels.ToArray().Max() + 1];
        foreach (byte label in data.Labels)
        {
            classes[label]++;
        }

        return new PartFacts(data.Count, [.. Enumerable.Range(0, data.Channels).Select(channel => Channel(data, channel))], classes);
    }

    private static ChannelFacts Channel(Dataset data, int channel)
    {
        int area = data.Height * data.Width;
        long[] levels = new long[256];
        for (int i = 0; i < data.Count; i++)
        {
            foreach (byte level in data.Image(i).Slice(channel * area, area))
            {
                levels[level]++;
            }
        }

        double count = Math.Max(1, (double)data.Count * area);
        double mean = levels.Select((number, level) => number * (double)level).Sum() / count;
        double variance = levels.Select((number, level) => number * (level - mean) * (level - mean)).Sum() / count;
        return new ChannelFacts(
            (byte)Math.Max(0, Array.FindIndex(levels, number => number > 0)), (byte)Math.Max(0, Array.FindLastIndex(levels, number => number > 0)), mean / 255, Math.Sqrt(variance) / 255);
    }
}
