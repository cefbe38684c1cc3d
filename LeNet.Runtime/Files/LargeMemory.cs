using System.Globalization;

namespace LeNet.Runtime;

/// <summary>Memory whose size follows from data or options, and may be more than the process can have.</summary>
internal static class LargeMemory
{
    /// <summary>Allocates, or says what the memory was for.</summary>
    /// <param name="what">What it is for, as the subject of a sentence.</param>
    /// <param name="bytes">How much it is in all.</param>
    /// <param name="allocate">Allocates it.</param>
    /// <exception cref="InsufficientMemoryException">There is not as much; the message has both sizes.</exception>
    public static T Allocate<T>(string what, long bytes, Func<T> allocate)
    {
        try
        {
            return allocate();
        }
        catch (OutOfMemoryException exception)
        {
            string limit = Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
            throw new InsufficientMemoryException($"{what} needs {Text(bytes)} of memory, and there is not as much left of the {limit} that this process may have.", exception);
        }
    }

    private static string Text(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):#,0.#} MiB");
}
