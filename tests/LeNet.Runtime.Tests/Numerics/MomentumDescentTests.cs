using LeNet.Testing;

namespace LeNet.Runtime.Tests.Numerics;

/// <summary>The optimizer against torch.optim.SGD's formula: v ← μ v + g, p ← p − η v, v = 0 at first.</summary>
public sealed class MomentumDescentTests
{
    private const int Count = 83;

    [Theory]
    [InlineData(0.01f, 0.9f, 1)]
    [InlineData(0.5f, 0f, 2)]
    [InlineData(0.1f, 0.99f, 3)]
    [InlineData(0f, 0.9f, 7)]
    public void Updates_follow_the_formula(float rate, float momentum, int parts)
    {
        var random = new TestRandom(4);
        float[] parameters = Values(random);
        float[] expected = [.. parameters];
        float[] velocity = new float[Count];
        var optimizer = new MomentumDescent(Count, rate, momentum);
        for (int step = 0; step < 5; step++)
        {
            float[] gradient = Values(random);
            for (int part = 0; part < parts; part++)
            {
                (int begin, int end) = LaneMath.Share(Count, part, parts);
                optimizer.Update(parameters, gradient, begin, end - begin);
            }

            for (int i = 0; i < Count; i++)
            {
                velocity[i] = MathF.FusedMultiplyAdd(momentum, velocity[i], gradient[i]);
                expected[i] = MathF.FusedMultiplyAdd(-rate, velocity[i], expected[i]);
            }

            Assert.Equal(expected, parameters);
            Assert.Equal(velocity, optimizer.Velocity.ToArray());
        }
    }

    [Fact]
    public void First_step_is_plain_descent_and_the_second_adds_the_first()
    {
        float[] parameters = new float[16];
        var optimizer = new MomentumDescent(16, learningRate: 0.5f, momentum: 0.75f);
        float[] gradient = [.. Enumerable.Repeat(1f, 16)];

        optimizer.Update(parameters, gradient, 0, 16);
        Assert.All(parameters, value => Assert.Equal(-0.5f, value));

        optimizer.Update(parameters, gradient, 0, 16);
        Assert.All(parameters, value => Assert.Equal(-0.5f - (0.5f * 1.75f), value));
    }

    private static float[] Values(TestRandom random) => [.. Enumerable.Range(0, Count).Select(_ => (float)(random.Unit() - 0.5))];
}
