using LeNet.Fuzzing.Targets;
using SharpFuzz;

namespace LeNet.Fuzzing;

/// <summary>The program that AFL runs: takes inputs from it one after the other, in instrumented assemblies, and dies of what is a fault.</summary>
internal static class AflHost
{
    /// <summary>Runs until AFL stops it.</summary>
    /// <param name="create">Makes the target.</param>
    public static void Run(Func<FuzzTarget> create)
    {
        // Instrumented code runs only once AFL's memory is there, so the target is made with the first input.
        FuzzTarget? target = null;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            var input = new MemoryStream();
            stream.CopyTo(input);
            target ??= create();
            try
            {
                // AFL changes bytes blindly; sums are made right for it.
                target.Run(target.Repair(input.ToArray()));
            }
            catch (Exception exception) when (target.Refusals.Contains(exception.GetType()))
            {
            }
        });
    }
}
