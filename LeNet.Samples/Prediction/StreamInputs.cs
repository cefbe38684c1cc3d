using LeNet.Runtime;

namespace LeNet.Samples.Prediction;

/// <summary>Finds the images of a stream of lines.</summary>
internal static class StreamInputs
{
    private const int LinesAtATime = 16;
    private const int BytesAtATime = 1 << 20;

    /// <summary>The images of all lines, in order: one for each line, be it with a problem.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="network">The network that is to take the images.</param>
    /// <exception cref="FailureException">The stream cannot be read; while enumerating.</exception>
    public static IEnumerable<Func<IReadOnlyList<ImageInput>>> Jobs(Stream input, NetworkDescription network)
    {
        var reader = new LineReader(input, StreamLine.LongestLine);
        int index = 0;
        while (true)
        {
            IReadOnlyList<byte[]?> lines = Read(reader);
            if (lines.Count == 0)
            {
                yield break;
            }

            int first = index;
            index += lines.Count;
            yield return () => [.. lines.Select((line, i) => StreamLine.Read(line, first + i, network))];
        }
    }

    private static IReadOnlyList<byte[]?> Read(LineReader reader)
    {
        try
        {
            return reader.ReadGroup(LinesAtATime, BytesAtATime);
        }
        catch (IOException exception)
        {
            throw new FailureException($"standard input cannot be read: {exception.Message}", exception);
        }
    }
}
