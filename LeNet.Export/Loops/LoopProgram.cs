using LeNet.Export.Loops.Layers;
using LeNet.Export.Loops.Training;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops;

/// <summary>A network as plain loops over one sample, for a printer to write in its language.</summary>
/// <param name="Network">The network.</param>
/// <param name="Steps">What is computed, in order: first the input from an image, then the layers.</param>
/// <param name="Tables">All constants, in the order in which steps use them.</param>
/// <param name="Buffers">All memory, in the order in which steps use it.</param>
/// <param name="Functions">The functions that steps need, sorted by name; with the softmax.</param>
internal sealed record LoopProgram(
    ExportedNetwork Network,
    IReadOnlyList<LoopStep> Steps,
    IReadOnlyList<LoopTable> Tables,
    IReadOnlyList<LoopBuffer> Buffers,
    IReadOnlyList<LoopFunction> Functions)
{
    /// <summary>What there is beside prediction if the program trains; null if it does not.</summary>
    public LoopTraining? Training { get; init; }

    /// <summary>The logits.</summary>
    public LoopBuffer Logits => Steps[^1].Output;

    /// <summary>The function that makes probabilities of the logits.</summary>
    public LoopFunction Softmax => Functions.Single(function => function.Name == Loops.Functions.Softmax.Name);

    /// <summary>Takes a network apart.</summary>
    /// <param name="network">The network.</param>
    /// <param name="format">What it is written as, for messages.</param>
    /// <param name="keepsOutputs">Whether every layer's output is there at the end; otherwise elementwise functions are computed in place.</param>
    /// <exception cref="ExportException">A layer cannot be expressed.</exception>
    public static LoopProgram Of(ExportedNetwork network, string format, bool keepsOutputs = false)
    {
        List<LoopStep> steps = [InputLoops.Write(network.Input)];
        foreach (ExportedLayer layer in network.Layers)
        {
            if (LayerLoops.Write(layer, steps[^1].Output, format, keepsOutputs) is { } step)
            {
                steps.Add(step);
            }
        }

        LoopFunction softmax = Loops.Functions.Softmax.Of(network.Description.Classes, network.Temperature);
        return new LoopProgram(
            network,
            steps,
            [.. steps.SelectMany(step => step.Tables)],
            [.. steps.SelectMany(step => step.Buffers.Append(step.Output)).Distinct()],
            NeededFunctions.Of([.. steps.Select(step => step.Body), softmax.Body], softmax));
    }
}

/// <summary>A layer, or the input, as loops.</summary>
/// <param name="Name">The layer's name; <c>input</c> for the input.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Equation">The same as a formula; null if the summary says it all.</param>
/// <param name="Input">What it takes, which the body calls x; null for the image, and where the output is changed in place.</param>
/// <param name="Output">What it gives, which the body calls y.</param>
/// <param name="InputShape">The shape of what it takes, for people.</param>
/// <param name="OutputShape">The shape of what it gives.</param>
/// <param name="Tables">Its constants.</param>
/// <param name="Buffers">Memory that it needs for itself.</param>
/// <param name="Body">What is done.</param>
internal sealed record LoopStep(
    string Name,
    string Summary,
    string? Equation,
    LoopBuffer? Input,
    LoopBuffer Output,
    Shape InputShape,
    Shape OutputShape,
    IReadOnlyList<LoopTable> Tables,
    IReadOnlyList<LoopBuffer> Buffers,
    IReadOnlyList<Statement> Body);
