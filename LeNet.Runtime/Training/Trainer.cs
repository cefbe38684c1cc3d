namespace LeNet.Runtime;

/// <summary>Trains a network by stochastic gradient descent with momentum.</summary>
public sealed class Trainer : IDisposable
{
    /// <summary>Prepares to train a network.</summary>
    public Trainer(Network network, TrainingOptions? options = null) => throw new NotImplementedException();

    /// <summary>Threads in use, the caller's included.</summary>
    public int Threads => throw new NotImplementedException();

    /// <summary>Raised on the caller's thread after each update.</summary>
    public event Action<BatchReport>? BatchCompleted { add => throw new NotImplementedException(); remove { } }

    /// <summary>Raised on the caller's thread after each epoch and its evaluation.</summary>
    public event Action<EpochReport>? EpochCompleted { add => throw new NotImplementedException(); remove { } }

    /// <summary>Trains for the epochs of the options. Cancelling ends it after the running update, with an <see cref="OperationCanceledException"/>.</summary>
    public void Train(Dataset training, Dataset? test = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
