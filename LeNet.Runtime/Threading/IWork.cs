namespace LeNet.Runtime;

/// <summary>Work that several threads do together.</summary>
internal interface IWork
{
    /// <summary>Does one worker's share.</summary>
    /// <param name="worker">The worker, from 0, which is the caller's thread.</param>
    /// <param name="workers">Workers in all.</param>
    void Execute(int worker, int workers);
}
