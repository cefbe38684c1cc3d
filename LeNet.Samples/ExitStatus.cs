namespace LeNet.Samples;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitStatus
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed, or the run was interrupted.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int WrongUsage = 2;
}
