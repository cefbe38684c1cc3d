using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Planning.Layers;

/// <param name="Weight">γ; null if there is no scale and offset.</param>
/// <param name="Bias">β.</param>
/// <param name="RunningMean">Mean of each channel, of all training so far.</param>
/// <param name="RunningVariance">Variance of each channel, of all training so far.</param>
/// <param name="Batches">How many batches have gone into them.</param>
/// <param name="Statistics">Where a tile's record keeps statistics.</param>
internal sealed record BatchNormStep(
    ShapedLayer Layer,
    ActivationBuffer Input,
    ActivationBuffer Output,
    BatchNorm Norm,
    ParameterPlan? Weight,
    ParameterPlan? Bias,
    ParameterPlan RunningMean,
    ParameterPlan RunningVariance,
    ParameterPlan Batches,
    BatchNormStatistics Statistics) : Step(Layer, Input, Output)
{
    public override EquatableArray<ParameterPlan> Parameters => new(Weight is null
        ? [RunningMean, RunningVariance, Batches]
        : [Weight, Bias!, RunningMean, RunningVariance, Batches]);

    public override bool DiffersInTraining => true;

    public override long ForwardMultiplyAdds => Layer.Output.Count;

    public override string Type => Norm.IsImage ? "batch_norm2d" : "batch_norm1d";

    public override string Kind => "batch normalisation" + (Norm.IsAffine ? "" : " without scale and offset") + Text.Named(Norm.Activation);
}

/// <summary>Offsets in a tile's record, each of a float per channel.</summary>
/// <param name="TileMean">The mean over the tile.</param>
/// <param name="TileSquares">The sum of squared differences from it.</param>
/// <param name="Mean">The mean over the batch.</param>
/// <param name="Inverse">1 / √(variance over the batch + ε).</param>
/// <param name="Gradient">Σ ∂L/∂y over the tile, which is β's gradient.</param>
/// <param name="Product">Σ ∂L/∂y · x̂ over the tile, which is γ's gradient.</param>
/// <param name="MeanGradient">The mean of ∂L/∂y over the batch.</param>
/// <param name="MeanProduct">The mean of ∂L/∂y · x̂ over the batch.</param>
internal readonly record struct BatchNormStatistics(
    int TileMean, int TileSquares, int Mean, int Inverse, int Gradient, int Product, int MeanGradient, int MeanProduct);

internal sealed class BatchNormPlanner : LayerPlanner
{
    public override Activation OutputActivation(Layer layer) => ((BatchNorm)layer).Activation;

    public override Step Plan(ShapedLayer layer, ActivationBuffer input, Func<ActivationBuffer> output, PlanBuilder memory)
    {
        var norm = (BatchNorm)layer.Layer;
        var channels = layer.Input.Channels;
        return new BatchNormStep(
            layer,
            input,
            output(),
            norm,
            norm.IsAffine ? PerChannel("weight", 1) : null,
            norm.IsAffine ? PerChannel("bias", 0) : null,
            PerChannel("running_mean", 0) with { IsTrainable = false },
            PerChannel("running_var", 1) with { IsTrainable = false },
            memory.Parameter(new ParameterPlan(norm.Name + ".num_batches_tracked", new([]), 0, 1) { InitialValue = 0, IsTrainable = false, IsInteger = true }),
            new BatchNormStatistics(
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels),
                memory.Record(channels)));

        ParameterPlan PerChannel(string name, float value) => memory.Parameter(
            new ParameterPlan($"{norm.Name}.{name}", new([channels]), 0, channels) { InitialValue = value, IsTrainable = name is "weight" or "bias" });
    }
}
