using LeNet.Runtime;
using LeNet.Testing;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.GradientChecks;

/// <summary>Where a derivative jumps, a finite difference is no derivative: nothing is compared there, and that is said.</summary>
public sealed class KinkTests
{
    private static readonly NetworkSet Networks = new(
    [
        ("Relu", Input(1, 3, 4), [Flatten, Linear(3, activation: "relu"), Linear(2)]),
        ("Tanh", Input(2, 6, 5), [Conv(3, 2), BatchNorm(2, "tanh"), Flatten, Linear(4)]),
    ]);

    [Fact]
    public void Values_at_kinks_are_counted_and_not_compared()
    {
        TensorGradientCheck[] tensors = [.. Check(bias: 0).Tensors];

        Assert.Equal(("layer2.bias", 0, 3, GradientVerdict.Unchecked), (tensors[1].Name, tensors[1].Checked, tensors[1].AtKinks, tensors[1].Verdict));
        Assert.Null(tensors[1].Worst);
        Assert.Equal(("layer3.bias", 2, 0, GradientVerdict.Agrees), (tensors[3].Name, tensors[3].Checked, tensors[3].AtKinks, tensors[3].Verdict));
    }

    /// <summary>All values before the relu are the bias.</summary>
    [Theory]
    [InlineData(3e-6f, 3, GradientVerdict.Agrees)] // nearer than the first step, 7.6e-6
    [InlineData(-3e-7f, 3, GradientVerdict.Agrees)] // nearer than the second, 9.5e-7
    [InlineData(-1e-7f, 0, GradientVerdict.Unchecked)] // nearer than the last, 1.2e-7
    public void The_step_becomes_smaller_near_a_kink(float bias, int compared, GradientVerdict verdict)
    {
        TensorGradientCheck tensor = Check(bias).Tensors[1];

        Assert.Equal((compared, 3 - compared, verdict), (tensor.Checked, tensor.AtKinks, tensor.Verdict));
        Assert.Equal(bias > 0, tensor.LargestGradient > 1e-3);
    }

    [Fact]
    public void Finite_differences_are_derivatives_to_ten_digits()
    {
        Network network = Networks["Tanh"].Create("Tanh");
        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);
        ReferenceBatch batch = reference.Batch(GradientCheck.Noise(network.Description, 5), [0, 1, 2, 3, 4]);
        reference.ComputeGradients(batch);
        var differences = new FiniteDifferences(reference, batch, reference.Forward(batch));
        for (int layer = 0; layer < reference.Layers.Count; layer++)
        {
            foreach (ReferenceParameter parameter in reference.Layers[layer].Parameters.Where(parameter => parameter.IsTrainable))
            {
                double[] before = [.. parameter.Values];
                for (int i = 0; i < parameter.Count; i++)
                {
                    Assert.Equal(parameter.Gradient[i], differences.Of(layer, parameter, i)!.Value.Derivative, 2e-10);
                }

                Assert.Equal(before, parameter.Values);
            }
        }
    }

    private static GradientCheckReport Check(float bias)
    {
        Network network = Networks["Relu"].Create("Relu");
        network.SetParameter("layer2.weight", new float[36]);
        network.SetParameter("layer2.bias", [bias, bias, bias]);
        Dataset noise = GradientCheck.Noise(network.Description, 5);
        return GradientCheck.Run(network, noise, [0, 1, 2, 3, 4], new GradientCheckOptions { ValuesPerTensor = null, Threads = 1 }, TestContext.Current.CancellationToken);
    }
}
