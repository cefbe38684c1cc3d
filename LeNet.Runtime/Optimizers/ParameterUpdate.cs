using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary>All that an update does: clips the gradients, lets the optimizer change the parameters, and averages these.</summary>
internal sealed class ParameterUpdate
{
    private readonly NetworkDescription _network;
    private readonly bool[] _decays;
    private readonly double? _mostNorm;
    private readonly float? _mostValue;
    private float _scale = 1;

    /// <summary>Allocates what the optimizer and the average remember.</summary>
    public ParameterUpdate(Network network, TrainingOptions options)
    {
        _network = network.Description;
        Rule = options.Optimizer.CreateRule(network);
        Average = options.AverageDecay is { } decay ? new WeightAverage(_network, decay) : null;
        (_mostNorm, _mostValue) = (options.ClipGradientNorm, (float?)options.ClipGradientValue);
        bool onAll = options.Optimizer is not DecayingOptimizer { DecayOn: DecayedParameters.Weights };
        _decays = [.. _network.Parameters.Select(parameter => onAll || parameter.Shape.Count > 1)];
    }

    /// <summary>The optimizer.</summary>
    public UpdateRule Rule { get; }

    /// <summary>The average of the parameters, if there is one.</summary>
    public WeightAverage? Average { get; }

    /// <summary>Whether all gradients must be there before any parameter is updated.</summary>
    public bool NeedsWholeGradient => _mostNorm is not null;

    /// <summary>Begins an update, on one thread.</summary>
    /// <param name="step">The update, from 1.</param>
    /// <param name="size">Learning rate and momentum.</param>
    public void Begin(long step, StepSize size)
    {
        Rule.Begin(step, size);
        Average?.Begin(step);
    }

    /// <summary>Takes note of the gradients' length, on one thread, if that is to be bounded.</summary>
    public void Measure(ReadOnlySpan<float> gradient) =>
        _scale = _mostNorm is { } most ? GradientNorm.Scale(_network, gradient, most) : 1;

    /// <summary>Updates some of a tensor's values.</summary>
    /// <param name="parameter">The tensor, counted as in <see cref="NetworkDescription.Parameters"/>.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Their gradients; clipped in place.</param>
    /// <param name="begin">The first value of the tensor to update.</param>
    /// <param name="end">The one after the last.</param>
    public void Apply(int parameter, Span<float> parameters, Span<float> gradient, int begin, int end)
    {
        int offset = _network.Parameters[parameter].Offset + begin;
        int count = end - begin;
        Clip(gradient.Slice(offset, count));
        Rule.Update(parameters, gradient, offset, count, _decays[parameter]);
        Average?.Add(parameters, offset, count);
    }

    private void Clip(Span<float> gradient)
    {
        if (_scale == 1 && _mostValue is null)
        {
            return;
        }

        var clip = new Bounds { Gs = gradient, Scale = _scale, Most = _mostValue ?? float.PositiveInfinity };
        VectorLoop.Run(ref clip, gradient.Length);
    }

    private ref struct Bounds : IElementwiseUpdate
    {
        public Span<float> Gs;
        public float Scale;
        public float Most;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void At<TVector>(int i)
            where TVector : struct, IVector<TVector>
        {
            Span<float> gs = Gs.Slice(i, TVector.Count);
            TVector g = TVector.Load(gs) * TVector.Create(Scale);
            TVector.Max(TVector.Create(-Most), TVector.Min(TVector.Create(Most), g)).Store(gs);
        }
    }
}
