using LeNet.Runtime;

namespace LeNet.Samples.Data;

/// <summary>Finds the data set that a command is to use.</summary>
internal interface IDataFinder
{
    /// <summary>Finds it.</summary>
    /// <param name="part">What is needed of it.</param>
    /// <param name="cancellationToken">Breaks off a download.</param>
    /// <exception cref="DataFileException">It is not to be had, and nothing may stand in.</exception>
    /// <exception cref="OperationCanceledException">A download was broken off.</exception>
    Task<DataSource> FindAsync(DatasetPart part, CancellationToken cancellationToken);
}
