using LeNet.Runtime;

namespace LeNet.Exports.Cases;

/// <summary>Some steps of training, and what the engine makes of a network by them: losses, and a number for the bits of each tensor.</summary>
internal sealed class TrainingCase
{
    private const double LearningRate = 0.03;
    private const double Momentum = 0.9;
    private const double WeightDecay = 0.01;

    private static readonly string[] NotTrained = ["batch_norm1d", "batch_norm2d", "dropout"];

    private readonly List<uint> _losses = [];
    private readonly List<ulong[]> _weights = [];

    /// <summary>Trains the network, batch by batch in the order of the images.</summary>
    /// <param name="network">The network; it is changed.</param>
    /// <param name="images">As many as all batches have.</param>
    /// <param name="batches">Their sizes.</param>
    public TrainingCase(Network network, Dataset images, IReadOnlyList<int> batches)
    {
        (Images, Batches) = (images, batches);
        Tensors = network.Description.Parameters;
        using var trainer = new Trainer(network, new TrainingOptions
        {
            Optimizer = new Sgd(LearningRate) { Momentum = Momentum, WeightDecay = WeightDecay },
            BatchSize = batches.Max(),
            Threads = 1,
        });
        int begin = 0;
        foreach (int count in batches)
        {
            double loss = trainer.TrainBatch(images, Enumerable.Range(begin, count).ToArray());
            begin += count;
            _losses.Add(BitConverter.SingleToUInt32Bits((float)loss));
            _weights.Add([.. Tensors.Select(tensor => Digest(network.Parameter(tensor.Name)))]);
        }
    }

    /// <summary>Batches of less than a tile, of several, of one sample, and of tiles the last of which is not full.</summary>
    public static IReadOnlyList<int> DefaultBatches { get; } = [5, 32, 1, 25];

    /// <summary>The images.</summary>
    public Dataset Images { get; }

    /// <summary>How many of them are in each batch.</summary>
    public IReadOnlyList<int> Batches { get; }

    /// <summary>The tensors.</summary>
    public IReadOnlyList<ParameterDescription> Tensors { get; }

    /// <summary>Whether exported code can train a network.</summary>
    public static bool IsPossible(Network network) => !network.Description.Layers.Any(layer => NotTrained.Contains(layer.Type));

    /// <summary>What check.c reads.</summary>
    public string Header(string prefix) => FormattableString.Invariant(
        $$"""
        #define CASE_STEPS {{Batches.Count}}
        #define CASE_TRAIN(images, labels, count) {{prefix}}_train(images, labels, count, {{LearningRate}}f, {{Momentum}}f, {{WeightDecay}}f)
        #define CASE_TENSORS {{prefix.ToUpperInvariant()}}_TENSORS
        #define CASE_WEIGHTS {{prefix}}_weights
        #define CASE_TENSOR {{prefix}}_tensor
        static const int case_counts[] = {{{Numbers(Batches)}}};
        static const uint8_t case_classes[] = {{{Numbers(Images.Labels.ToArray())}}};
        static const uint32_t case_losses[] = {{{Numbers(_losses, "u")}}};
        static const char *const case_names[] = {{{string.Join(',', Tensors.Select(tensor => $"\"{tensor.Name}\""))}}};
        static const uint64_t case_weights[][{{Tensors.Count}}] = {
        {{string.Join(",\n", _weights.Select(step => $"{{{Numbers(step, "u")}}}"))}}
        };

        """);

    /// <summary>FNV-1a of 64 bits, over the words of a tensor in place of bytes.</summary>
    private static ulong Digest(ReadOnlySpan<float> values)
    {
        ulong digest = 14695981039346656037;
        foreach (float value in values)
        {
            digest = (digest ^ BitConverter.SingleToUInt32Bits(value)) * 1099511628211;
        }

        return digest;
    }

    private static string Numbers<T>(IEnumerable<T> values, string suffix = "") => string.Join(',', values.Select(value => FormattableString.Invariant($"{value}{suffix}")));
}
