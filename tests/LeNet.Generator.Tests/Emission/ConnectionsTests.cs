using LeNet.Generator.Architecture.Layers;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Convolutions whose channels are not all connected, against the reference and the paper they come from.</summary>
public sealed class ConnectionsTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 2;

    private const string LeCun = "LeCunLater";

    private static readonly NetworkSet Networks = new(LayerCases.FirstAndLater(Layers()), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Fact]
    public void So_it_does_for_batches_of_any_size() =>
        Assert.All(Suite.First(2, [1, 17, 15, 16, 64]), batchSize => NetworkComparison.Check(Networks[LeCun], LeCun, batchSize));

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    [Fact]
    public void Table_of_1998_is_that_of_the_paper()
    {
        // Table I has a row for each input channel and an X for each output channel that it is connected to.
        string[] rows =
        [
            "X   XXX  XXXX XX",
            "XX   XXX  XXXX X",
            "XXX   XXX  X XXX",
            " XXX  XXXX  X XX",
            "  XXX  XXXX XX X",
            "   XXX  XXXX XXX",
        ];
        Connections table = Connections.LeCun1998;
        Assert.Equal(60, table.Count);
        Assert.All(Enumerable.Range(0, 16), output => Assert.Equal(
            Enumerable.Range(0, 6).Where(input => rows[input][output] == 'X'), table.Inputs[output]));
        Assert.Equal(
            rows.Select(row => Enumerable.Range(0, 16).Where(output => row[output] == 'X')),
            table.Outputs(6));
    }

    [Fact]
    public void Layer_C3_of_1998_has_1516_parameters_and_151600_connections()
    {
        Network network = NetworkCompiler.Create(Of(
            "C3", Input(6, 14, 14), Connected(Conv(16, 5), "\"lecun1998\""), ArchitectureText.Flatten, ArchitectureText.Linear(2)));
        LayerDescription layer = network.Description.Layers[0];
        Assert.Equal(1516, layer.ParameterCount);
        Assert.Equal(150_000, layer.ForwardMultiplyAdds); // the paper's connections count the bias of each of 1,600 outputs too
        Assert.Equal(1516 + (1600 * 2) + 2, network.Description.ParameterCount);
        Assert.Equal([16, 6, 5, 5], network.Description.Parameters[0].Shape);
    }

    [Fact]
    public void Initial_values_are_bounded_by_what_is_connected()
    {
        Network network = Networks[LeCun].Create(LeCun);
        network.Initialize(5);
        ParameterDescription[] parameters = [.. network.Description.Parameters.Where(parameter => parameter.Connections is not null)];
        Assert.Equal(["layer2.weight", "layer2.bias"], parameters.Select(parameter => parameter.Name));
        float[] weight = [.. network.Parameter("layer2.weight")];
        float[] bias = [.. network.Parameter("layer2.bias")];
        const int Kernel = 9;
        for (int output = 0; output < 16; output++)
        {
            EquatableArray<int> inputs = Connections.LeCun1998.Inputs[output];
            double bound = 1 / Math.Sqrt(inputs.Count * Kernel);
            Assert.InRange(Math.Abs(bias[output]), 1e-6, bound);
            for (int input = 0; input < 6; input++)
            {
                float largest = weight.AsSpan(((output * 6) + input) * Kernel, Kernel).ToArray().Max(Math.Abs);
                Assert.InRange(largest, inputs.Contains(input) ? bound / 4 : 0, inputs.Contains(input) ? bound : 0);
            }
        }
    }

    [Fact]
    public void What_is_not_connected_is_zero_and_stays_so()
    {
        Network network = Networks[LeCun].Create(LeCun);
        int[] unconnected = [.. Enumerable.Range(0, 16 * 6 * 9).Where(at => !Connections.LeCun1998.Inputs[at / (6 * 9)].Contains(at / 9 % 6))];
        float[] ones = new float[16 * 6 * 9];
        Array.Fill(ones, 0.25f);
        network.SetParameter("layer2.weight", ones);
        AssertZero();
        Assert.Equal(60 * 9, network.Parameter("layer2.weight").ToArray().Count(value => value == 0.25f));

        // A file of PyTorch may hold anything there, for a twin that multiplies by a mask does not look at it.
        string file = Path.GetTempFileName();
        try
        {
            network.Parameters.Slice(network.Description.Parameters[2].Offset, ones.Length).Fill(0.5f);
            network.Save(file);
            network.Load(file);
        }
        finally
        {
            File.Delete(file);
        }

        AssertZero();
        network.Initialize(5);
        float[] before = [.. network.Parameter("layer2.weight")];
        var given = TrainingCase.Noise(network.Description, batchSize: 20, seed: 3);
        using var trainer = new Trainer(network, new TrainingOptions { BatchSize = 20, Optimizer = new Sgd(0.1) { Momentum = 0.9 } });
        for (int step = 0; step < 3; step++)
        {
            trainer.TrainBatch(given.Dataset, given.Samples);
        }

        AssertZero();
        Assert.InRange(before.Zip(network.Parameter("layer2.weight").ToArray()).Count(pair => pair.First != pair.Second), 50 * 9, 60 * 9);

        void AssertZero() => Assert.All(unconnected, at => Assert.Equal(0, BitConverter.SingleToInt32Bits(network.Parameter("layer2.weight")[at])));
    }

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("LeCun", (6, 7, 8), Connected(Conv(16, 3, activation: "tanh"), "\"lecun1998\""));
        yield return ("List", (3, 6, 5), Connected(Conv(4, 2, activation: "relu"), "[[0], [2, 0], [1], [2, 1, 0]]"));
        yield return ("Unused", (3, 5, 6), Connected(Conv(2, 3, padding: 1), "[[2], [0, 2]]"));
        yield return ("OneToOne", (1, 5, 6), Connected(Conv(2, 3, stride: 2, padding: 1, bias: false), "[[0], [0]]"));
        yield return ("All", (2, 4, 21), Connected(Conv(3, 3, padding: 1, activation: "sigmoid"), "[[0, 1], [0, 1], [0, 1]]"));
        yield return ("Dilated", (3, 9, 20), Connected(Dilated(Conv(2, (3, 4), (1, 2), (1, 2)), (2, 3)), "[[0, 1], [1, 2]]"));
        yield return ("Kernel1", (4, 5, 4), Connected(Conv(5, 1), "[[0], [1], [2], [3], [0, 3]]"));
        yield return ("WideKernel", (2, 2, 40), Connected(Conv(3, (2, 27), padding: (1, 5)), "[[0], [1], [0, 1]]"));
        yield return ("ManyOutputs", (2, 3, 3), Connected(Conv(19, 2), $"[{string.Join(", ", Enumerable.Range(0, 19).Select(output => $"[{output % 2}]"))}]"));
    }
}
