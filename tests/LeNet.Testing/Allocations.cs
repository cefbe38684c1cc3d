namespace LeNet.Testing;

/// <summary>Counts what a piece of code allocates.</summary>
public static class Allocations
{
    private const int Runs = 5;

    /// <summary>
    /// The bytes that <paramref name="work"/> allocates on this thread: the least of several runs. Among other tests one run in many counts some kB
    /// (7,928 once) that no repetition shows.
    /// </summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Runs && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
