using LeNet.Testing;

namespace LeNet.Runtime.Tests.Optimizers;

/// <summary>The optimizers against what the documentation of torch.optim says, in double precision, line by line.</summary>
public sealed class OptimizerTests
{
    private const int Count = 83;
    private const int Steps = 12;
    private const double Rate = 0.02;

    public static TheoryData<string> Cases => [.. All.Keys];

    private static Dictionary<string, (Optimizer Optimizer, Func<double[], Func<int, double[], double[]>> Formula)> All { get; } = new()
    {
        ["sgd"] = (new Sgd(Rate), _ => Sgd(0, 0, 0, false)),
        ["sgd-momentum"] = (new Sgd(Rate) { Momentum = 0.9 }, _ => Sgd(0.9, 0, 0, false)),
        ["sgd-dampening"] = (new Sgd(Rate) { Momentum = 0.9, Dampening = 0.3, WeightDecay = 0.1 }, _ => Sgd(0.9, 0.3, 0.1, false)),
        ["sgd-dampening-alone"] = (new Sgd(Rate) { Momentum = 0.8, Dampening = 0.3 }, _ => Sgd(0.8, 0.3, 0, false)),
        ["sgd-nesterov"] = (new Sgd(Rate) { Momentum = 0.9, Nesterov = true, WeightDecay = 0.1 }, _ => Sgd(0.9, 0, 0.1, true)),
        ["sgd-nesterov-alone"] = (new Sgd(Rate) { Momentum = 0.7, Nesterov = true }, _ => Sgd(0.7, 0, 0, true)),
        ["adam"] = (new Adam(Rate), _ => Adam(0.9, 0.999, 1e-8, 0, false, false)),
        ["adam-decay"] = (new Adam(Rate) { Betas = (0.8, 0.95), Epsilon = 1e-3, WeightDecay = 0.1 }, _ => Adam(0.8, 0.95, 1e-3, 0.1, false, false)),
        ["adam-amsgrad"] = (new Adam(Rate) { Betas = (0.9, 0.7), AmsGrad = true }, _ => Adam(0.9, 0.7, 1e-8, 0, true, false)),
        ["adamw"] = (new AdamW(Rate), _ => Adam(0.9, 0.999, 1e-8, 0.01, false, true)),
        ["adamw-amsgrad"] = (new AdamW(Rate) { Betas = (0.9, 0.7), WeightDecay = 0.5, AmsGrad = true }, _ => Adam(0.9, 0.7, 1e-8, 0.5, true, true)),
        ["rmsprop"] = (new RmsProp(Rate), _ => RmsProp(0.99, 1e-8, 0, 0, false)),
        ["rmsprop-centered"] = (new RmsProp(Rate) { Alpha = 0.9, Centered = true, Momentum = 0.5, WeightDecay = 0.1, Epsilon = 1e-2 }, _ => RmsProp(0.9, 1e-2, 0.5, 0.1, true)),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Follows_the_formula(string name)
    {
        (Optimizer optimizer, Func<double[], Func<int, double[], double[]>> formula) = All[name];
        var random = new TestRandom(4);
        float[] parameters = Values(random);
        double[] expected = Array.ConvertAll(parameters, value => (double)value);
        UpdateRule rule = Rule(optimizer);
        Func<int, double[], double[]> step = formula(expected);
        for (int t = 1; t <= Steps; t++)
        {
            float[] gradient = Values(random);
            rule.Begin(t, new StepSize(Rate));
            for (int part = 0; part < 3; part++)
            {
                (int begin, int end) = LaneMath.Share(Count, part, 3);
                rule.Update(parameters, gradient, begin, end - begin, decays: true);
            }

            double[] before = [.. expected];
            double[] direction = step(t, [.. before.Concat(gradient.Select(value => (double)value))]);
            for (int i = 0; i < Count; i++)
            {
                expected[i] = direction[i];
                Assert.Equal(expected[i], parameters[i], 2e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_parts_in_which_it_is_computed_do_not_matter(string name)
    {
        float[] whole = Run(parts: 1);
        Assert.Equal(whole, Run(parts: 2));
        Assert.Equal(whole, Run(parts: 7));

        float[] Run(int parts)
        {
            var random = new TestRandom(9);
            float[] parameters = Values(random);
            UpdateRule rule = Rule(All[name].Optimizer);
            for (int t = 1; t <= 5; t++)
            {
                float[] gradient = Values(random);
                rule.Begin(t, new StepSize(Rate));
                for (int part = 0; part < parts; part++)
                {
                    (int begin, int end) = LaneMath.Share(Count, part, parts);
                    rule.Update(parameters, gradient, begin, end - begin, decays: true);
                }
            }

            return parameters;
        }
    }

    [Fact]
    public void Weight_decay_is_for_those_that_decay()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Sgd(Rate) { WeightDecay = 0.5 }, new Adam(Rate) { WeightDecay = 0.5 }, new AdamW(Rate) { WeightDecay = 0.5 }, new RmsProp(Rate) { WeightDecay = 0.5 }])
        {
            float[] parameters = [.. Enumerable.Repeat(1f, 40)];
            UpdateRule rule = Rule(optimizer);
            rule.Begin(1, new StepSize(Rate));
            rule.Update(parameters, new float[40], 0, 20, decays: true);
            rule.Update(parameters, new float[40], 20, 20, decays: false);

            Assert.All(parameters.Take(20), value => Assert.True(value < 1));
            Assert.All(parameters.Skip(20), value => Assert.Equal(1, value));
        }
    }

    [Fact]
    public void A_schedule_moves_rate_and_momentum()
    {
        float[] parameters = new float[16];
        float[] gradient = [.. Enumerable.Repeat(1f, 16)];
        UpdateRule rule = Rule(new Sgd(1) { Momentum = 0.9 });
        rule.Begin(1, new StepSize(0.5, 0.75));
        rule.Update(parameters, gradient, 0, 16, decays: true);
        Assert.All(parameters, value => Assert.Equal(-0.5f, value));

        rule.Begin(2, new StepSize(0.25, 0.5));
        rule.Update(parameters, gradient, 0, 16, decays: true);
        Assert.All(parameters, value => Assert.Equal(-0.5f - (0.25f * 1.5f), value));
    }

    private static UpdateRule Rule(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => new SgdRule(sgd, Count),
        Adam adam => new AdamRule(adam, adam.Betas, adam.Epsilon, adam.AmsGrad, isDecoupled: false, Count),
        AdamW adam => new AdamRule(adam, adam.Betas, adam.Epsilon, adam.AmsGrad, isDecoupled: true, Count),
        RmsProp rms => new RmsPropRule(rms, Count),
        _ => throw new NotSupportedException(),
    };

    // Each takes the step and parameters followed by gradients, and gives the new parameters.
    private static Func<int, double[], double[]> Sgd(double momentum, double dampening, double decay, bool nesterov)
    {
        double[]? buffer = null;
        return (_, values) =>
        {
            (double[] p, double[] g) = (values[..Count], values[Count..]);
            g = [.. g.Zip(p, (gradient, parameter) => gradient + (decay * parameter))];
            if (momentum != 0)
            {
                buffer = buffer is null ? [.. g] : [.. buffer.Zip(g, (b, gradient) => (momentum * b) + ((1 - dampening) * gradient))];
                g = nesterov ? [.. g.Zip(buffer, (gradient, b) => gradient + (momentum * b))] : buffer;
            }

            return [.. p.Zip(g, (parameter, gradient) => parameter - (Rate * gradient))];
        };
    }

    private static Func<int, double[], double[]> Adam(double beta1, double beta2, double epsilon, double decay, bool amsGrad, bool isDecoupled)
    {
        double[] m = new double[Count];
        double[] v = new double[Count];
        double[] most = new double[Count];
        return (t, values) =>
        {
            double[] result = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                (double p, double g) = (values[i], values[Count + i]);
                p = isDecoupled ? p - (Rate * decay * p) : p;
                g = isDecoupled ? g : g + (decay * p);
                m[i] = (beta1 * m[i]) + ((1 - beta1) * g);
                v[i] = (beta2 * v[i]) + ((1 - beta2) * g * g);
                most[i] = Math.Max(most[i], v[i]);
                double mean = m[i] / (1 - Math.Pow(beta1, t));
                double square = (amsGrad ? most[i] : v[i]) / (1 - Math.Pow(beta2, t));
                result[i] = p - (Rate * mean / (Math.Sqrt(square) + epsilon));
            }

            return result;
        };
    }

    private static Func<int, double[], double[]> RmsProp(double alpha, double epsilon, double momentum, double decay, bool centered)
    {
        double[] s = new double[Count];
        double[] a = new double[Count];
        double[] b = new double[Count];
        return (_, values) =>
        {
            double[] result = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                double g = values[Count + i] + (decay * values[i]);
                s[i] = (alpha * s[i]) + ((1 - alpha) * g * g);
                a[i] = (alpha * a[i]) + ((1 - alpha) * g);
                double root = Math.Sqrt(centered ? s[i] - (a[i] * a[i]) : s[i]) + epsilon;
                b[i] = (momentum * b[i]) + (g / root);
                result[i] = values[i] - (Rate * (momentum > 0 ? b[i] : g / root));
            }

            return result;
        };
    }

    private static float[] Values(TestRandom random) => [.. Enumerable.Range(0, Count).Select(_ => (float)(random.Unit() - 0.5))];
}
