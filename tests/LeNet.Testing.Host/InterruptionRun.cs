using LeNet.Samples;

namespace LeNet.Testing.Host;

/// <summary>Stands for a program that does not end by itself when it is told to, such as one that waits for a disk.</summary>
internal static class InterruptionRun
{
    /// <summary>Says when it can be interrupted and when it was, and goes on for ever.</summary>
    public static void Wait()
    {
        using var interruption = new Interruption();
        Console.WriteLine("ready");
        interruption.Token.WaitHandle.WaitOne();
        Console.WriteLine("interrupted");
        Thread.Sleep(Timeout.Infinite);
    }
}
