using LeNet.Runtime;

namespace LeNet.Samples;

/// <summary>One network, or several whose probabilities are averaged: the same architecture with different weights.</summary>
/// <param name="Networks">The networks, one at least.</param>
/// <param name="Files">The file that the weights of each are from.</param>
internal sealed record NetworkSet(IReadOnlyList<Network> Networks, IReadOnlyList<string> Files)
{
    /// <summary>How many there are.</summary>
    public int Count => Networks.Count;

    /// <summary>The first, which stands for all where one network is shown.</summary>
    public Network First => Networks[0];

    /// <summary>What they are made of.</summary>
    public NetworkDescription Description => First.Description;

    /// <summary>Their name for people: "LeNet5", "Mean of 3 networks LeNet5".</summary>
    public string Title => Count == 1 ? Description.Name : $"Mean of {Count} networks {Description.Name}";

    /// <summary>The name of the first for people: "LeNet5", "LeNet5, first of 3 networks".</summary>
    public string TitleOfFirst => Count == 1 ? Description.Name : $"{Description.Name}, first of {Count} networks";

    /// <summary>The temperature that all of them have, or null if they differ.</summary>
    public float? Temperature => Networks.All(network => network.Temperature == First.Temperature) ? First.Temperature : null;

    /// <summary>One network that no file is named for.</summary>
    public static NetworkSet Of(Network network) => new([network], [network.Description.Name]);

    /// <summary>Loss, accuracy and confusion over a data set.</summary>
    /// <exception cref="DataFileException">The data set does not fit the networks.</exception>
    /// <exception cref="FailureException">Of several networks, one has no probabilities for an image.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Evaluation Evaluate(Dataset dataset, int threads, CancellationToken cancellationToken)
    {
        if (Count == 1)
        {
            return First.Evaluate(dataset, threads, cancellationToken);
        }

        using var ensemble = new Ensemble(Networks, threads);
        try
        {
            return ensemble.Evaluate(dataset, cancellationToken);
        }
        catch (NotFiniteNumberException exception)
        {
            throw Named(exception, dataset.Images.ToArray());
        }
    }

    /// <summary>Names the file whose network has no probabilities for some of the images.</summary>
    /// <param name="exception">What an ensemble of them threw.</param>
    /// <param name="images">The images that it had.</param>
    public Exception Named(NotFiniteNumberException exception, ReadOnlyMemory<byte> images)
    {
        for (int i = 0; i < Count; i++)
        {
            using var predictor = new BatchPredictor(Networks[i]);
            try
            {
                predictor.Predict(images, default);
            }
            catch (NotFiniteNumberException alone)
            {
                return new FailureException($"{Files[i]}: {alone.Message}", exception);
            }
        }

        return exception;
    }
}
