using LeNet.Runtime;

namespace LeNet.Exports.Cases;

/// <summary>Some steps of training, and what the engine makes of a network by them: losses, and a number for the bits of each tensor.</summary>
internal sealed class TrainingCase
{
    private static readonly string[] NotTrained = ["batch_norm1d", "batch_norm2d", "dropout"];

    private readonly TrainingPlan _plan;
    private readonly Dataset _images;
    private readonly IReadOnlyList<ParameterDescription> _tensors;
    private readonly List<uint> _losses = [];
    private readonly List<ulong[]> _weights = [];

    /// <summary>Trains the network, batch by batch in the order of the images.</summary>
    /// <param name="network">The network; it is changed.</param>
    /// <param name="images">As many as all batches have.</param>
    /// <param name="plan">How.</param>
    public TrainingCase(Network network, Dataset images, TrainingPlan plan)
    {
        (_plan, _images, _tensors) = (plan, images, network.Description.Parameters);
        using var trainer = new Trainer(network, new TrainingOptions
        {
            Optimizer = new Sgd(plan.LearningRate) { Momentum = plan.Momentum, WeightDecay = plan.WeightDecay },
            BatchSize = plan.Batches.Max(),
            Threads = 1,
        });
        int begin = 0;
        foreach (int count in plan.Batches)
        {
            double loss = trainer.TrainBatch(images, Enumerable.Range(begin, count).ToArray());
            begin += count;
            _losses.Add(BitConverter.SingleToUInt32Bits((float)loss));
            _weights.Add([.. _tensors.Select(tensor => Digest(network.Parameter(tensor.Name)))]);
        }
    }

    /// <summary>Whether exported code can train a network.</summary>
    public static bool IsPossible(Network network) => !network.Description.Layers.Any(layer => NotTrained.Contains(layer.Type));

    /// <summary>What check.c reads.</summary>
    public string Header(string prefix) => FormattableString.Invariant(
        $$"""
        #define CASE_STEPS {{_plan.Batches.Count}}
        #define CASE_TRAIN(images, labels, count) {{prefix}}_train(images, labels, count, {{Literal(_plan.LearningRate)}}, {{Literal(_plan.Momentum)}}, {{Literal(_plan.WeightDecay)}})
        #define CASE_VALUES {{_tensors.Sum(tensor => tensor.Count)}}
        #define CASE_WEIGHTS_CHANGED {{prefix}}_weights_changed
        #define CASE_TENSORS {{prefix.ToUpperInvariant()}}_TENSORS
        #define CASE_WEIGHTS {{prefix}}_weights
        #define CASE_TENSOR {{prefix}}_tensor
        static const int case_counts[] = {{{Numbers(_plan.Batches)}}};
        static const uint8_t case_classes[] = {{{Numbers(_images.Labels.ToArray())}}};
        static const uint32_t case_losses[] = {{{Numbers(_losses, "u")}}};
        static const char *const case_names[] = {{{string.Join(',', _tensors.Select(tensor => $"\"{tensor.Name}\""))}}};
        static const uint64_t case_weights[][{{_tensors.Count}}] = {
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

    private static string Literal(double value) => FormattableString.Invariant($"{value:E8}f");

    private static string Numbers<T>(IEnumerable<T> values, string suffix = "") => string.Join(',', values.Select(value => FormattableString.Invariant($"{value}{suffix}")));
}
