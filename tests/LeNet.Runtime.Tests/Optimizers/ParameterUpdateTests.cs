using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Optimizers;

/// <summary>Clipping and averages, around an optimizer.</summary>
public sealed class ParameterUpdateTests
{
    private readonly Small _network = new();

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e9)]
    public void The_length_of_all_gradients_together_is_bounded(double most)
    {
        (float[] gradient, float[] parameters, ParameterUpdate update) = Prepare(new TrainingOptions { Optimizer = new Sgd(1), ClipGradientNorm = most });
        double length = Math.Sqrt(Trainable(gradient).Sum(value => (double)value * value));
        float[] before = [.. parameters];

        Apply(update, parameters, [.. gradient]);

        double scale = Math.Min(1, most / (length + 1e-6));
        foreach ((float now, float then, float g) in Trainable(parameters).Zip(Trainable(before), Trainable(gradient)))
        {
            Assert.Equal(then - (scale * g), now, 1e-6);
        }
    }

    [Fact]
    public void Every_gradient_is_bounded()
    {
        (float[] gradient, float[] parameters, ParameterUpdate update) = Prepare(new TrainingOptions { Optimizer = new Sgd(1), ClipGradientValue = 0.25 });
        float[] before = [.. parameters];

        Apply(update, parameters, [.. gradient]);

        Assert.Contains(Trainable(gradient), value => Math.Abs(value) > 0.25);
        foreach ((float now, float then, float g) in Trainable(parameters).Zip(Trainable(before), Trainable(gradient)))
        {
            Assert.Equal(then - Math.Clamp(g, -0.25f, 0.25f), now, 1e-6f);
        }
    }

    [Fact]
    public void Only_weights_decay_if_that_is_wanted()
    {
        var options = new TrainingOptions { Optimizer = new Sgd(1) { WeightDecay = 0.5, DecayOn = DecayedParameters.Weights } };
        (float[] gradient, float[] parameters, ParameterUpdate update) = Prepare(options);
        Array.Clear(gradient);
        float[] before = [.. parameters];

        Apply(update, parameters, gradient);

        foreach (ParameterDescription parameter in _network.Description.Parameters)
        {
            Assert.Equal(
                before.AsSpan(parameter.Offset, parameter.Count).ToArray().Select(value => parameter.Shape.Count > 1 ? value / 2 : value),
                parameters.AsSpan(parameter.Offset, parameter.Count).ToArray());
        }
    }

    [Fact]
    public void The_average_begins_with_the_first_weights_and_follows()
    {
        (float[] gradient, float[] parameters, ParameterUpdate update) = Prepare(new TrainingOptions { Optimizer = new Sgd(0.1), AverageDecay = 0.75 });
        Apply(update, parameters, gradient, step: 1);
        float[] expected = [.. parameters];
        for (int step = 2; step < 6; step++)
        {
            Apply(update, parameters, gradient, step);
            expected = [.. expected.Zip(parameters, (average, value) => (0.75f * average) + (0.25f * value))];
        }

        foreach ((float average, float own) in Trainable(expected).Zip(Trainable(update.Average!.Buffer.Span.ToArray())))
        {
            Assert.Equal(average, own, 1e-6f);
        }
    }

    [Fact]
    public void The_length_is_the_same_for_every_vector_width_and_its_sum_is_exact_enough()
    {
        var random = new TestRandom(3);
        float[] gradient = new float[_network.Description.ParameterFloats];
        foreach (ref float value in gradient.AsSpan())
        {
            value = (float)((random.Unit() - 0.5) * Math.Pow(10, (random.Unit() * 20) - 10));
        }

        double length = Math.Sqrt(Trainable(gradient).Sum(value => (double)value * value));

        Assert.Equal(1 / length, GradientNorm.Scale(_network.Description, gradient, 1), 1e-6 / length);
    }

    private (float[] Gradient, float[] Parameters, ParameterUpdate Update) Prepare(TrainingOptions options)
    {
        var random = new TestRandom(8);
        int floats = _network.Description.ParameterFloats;
        float[] gradient = [.. Enumerable.Range(0, floats).Select(_ => (float)(random.Unit() - 0.5))];
        float[] parameters = [.. Enumerable.Range(0, floats).Select(_ => (float)(random.Unit() - 0.5))];
        return (gradient, parameters, new ParameterUpdate(_network, options));
    }

    private void Apply(ParameterUpdate update, float[] parameters, float[] gradient, int step = 1)
    {
        update.Begin(step, new StepSize(update.Average is null ? 1 : 0.1));
        update.Measure(gradient);
        for (int i = 0; i < _network.Description.Parameters.Count; i++)
        {
            ParameterDescription parameter = _network.Description.Parameters[i];
            if (parameter.IsTrainable)
            {
                update.Apply(i, parameters, gradient, 0, parameter.Count);
            }
        }
    }

    private IEnumerable<float> Trainable(float[] values) => _network.Description.Parameters
        .Where(parameter => parameter.IsTrainable)
        .SelectMany(parameter => values.Skip(parameter.Offset).Take(parameter.Count));
}
