namespace LeNet.Runtime;

/// <summary>Training stopped, as the loss or a weight became infinite or not a number. The message is one line: where, and the likely cause.</summary>
/// <remarks>If it was the loss, the network has the weights that led to it, before the update.</remarks>
public sealed class DivergenceException : Exception
{
    internal DivergenceException(string message, int epoch, int batch, long step, string? layer)
        : base(message)
    {
        (Epoch, Batch, Step, Layer) = (epoch, batch, step, layer);
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch within its epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The update, counted from 1 over all epochs.</summary>
    public long Step { get; }

    /// <summary>The first layer whose weights or outputs are infinite or not a number, by its name in the architecture file; null if it is the loss alone.</summary>
    public string? Layer { get; }
}
