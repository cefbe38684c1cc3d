using LeNet.Generator.Planning;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>The compiled way from raw images to the first layer's input, against Pillow's arithmetic.</summary>
public sealed class PreprocessingTests
{
    private static readonly NetworkSet Networks = new(Cases());

    public static TheoryData<string> Names => [.. Networks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_become_the_input_of_the_reference(string name)
    {
        Network network = Networks[name].Create(name);
        ActivationBuffer input = Planner.Plan(Networks[name].Shape(name)).Input;
        var reference = ReferencePreprocessing.Of(network.Description);
        Dataset dataset = SyntheticData.Noise(network.Description, count: 20, seed: 3);
        float[] scratch = new float[network.Plan.ScratchFloats];

        foreach (int[] samples in (int[][])[[.. Enumerable.Range(2, 16)], [19, 0, 7, 7, 1], [4]])
        {
            network.RunLoadTile(dataset.Images, samples, scratch);
            for (int lane = 0; lane < samples.Length; lane++)
            {
                double[] expected = reference.Input(dataset.Image(samples[lane]));
                Tensors.AssertClose($"{name}, image {samples[lane]}", expected, Lane(scratch, input, lane), 5e-7);
            }
        }
    }

    [Fact]
    public void Border_for_a_padding_convolution_stays_zero()
    {
        Network network = Networks["PaddedBorder"].Create("PaddedBorder");
        ActivationBuffer input = Planner.Plan(Networks["PaddedBorder"].Shape("PaddedBorder")).Input;
        float[] scratch = new float[network.Plan.ScratchFloats];

        network.RunLoadTile(SyntheticData.Noise(network.Description, 16, seed: 1).Images, [.. Enumerable.Range(0, 16)], scratch);

        // 2 channels of 5×6 inside 9×8: as many values as are inside are not zero.
        Assert.Equal(2 * 9 * 8 * 16, input.Floats);
        Assert.Equal(2 * 5 * 6 * 16, scratch.AsSpan(input.Offset, input.Floats).ToArray().Count(value => value != 0));
    }

    private static float[] Lane(float[] scratch, ActivationBuffer input, int lane)
    {
        var values = new List<float>();
        for (int channel = 0; channel < input.Shape.Channels; channel++)
        {
            for (int row = 0; row < input.Shape.Height; row++)
            {
                for (int column = 0; column < input.Shape.Width; column++)
                {
                    int at = input.Offset + input.Origin + (channel * input.ChannelFloats) + (row * input.RowFloats) + (column * ActivationBuffer.Lanes);
                    values.Add(scratch[at + lane]);
                }
            }
        }

        return [.. values];
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        yield return Flat("AsTheyAre", ArchitectureText.Input(1, 5, 7));
        yield return Flat("AsTheyAreInColour", ArchitectureText.Input(3, 4, 5, 4, 5, "resize"));
        foreach ((int channels, int height, int width, int imageHeight, int imageWidth) in (IEnumerable<(int, int, int, int, int)>)
            [
                (1, 32, 32, 28, 28), (1, 29, 31, 28, 28), (1, 20, 14, 28, 28), (1, 7, 9, 100, 63), (3, 13, 4, 9, 7), (1, 17, 17, 3, 3),
                (1, 3, 3, 17, 17), (1, 5, 5, 1, 1), (2, 1, 1, 5, 6), (1, 28, 32, 28, 28), (1, 32, 28, 28, 28), (1, 64, 3, 2, 90), (2, 33, 21, 32, 20),
            ])
        {
            yield return Flat(
                $"Resize{channels}x{imageHeight}x{imageWidth}To{height}x{width}",
                ArchitectureText.Input(channels, height, width, imageHeight, imageWidth, "resize"));
        }

        foreach ((int channels, int height, int width, int imageHeight, int imageWidth) in (IEnumerable<(int, int, int, int, int)>)
            [(1, 32, 32, 28, 28), (1, 32, 32, 27, 25), (3, 6, 9, 6, 4), (2, 4, 5, 1, 1)])
        {
            yield return Flat(
                $"Pad{channels}x{imageHeight}x{imageWidth}To{height}x{width}",
                ArchitectureText.Input(channels, height, width, imageHeight, imageWidth, "pad"));
        }

        string padding = ArchitectureText.Conv(1, (3, 3), padding: (2, 1));
        yield return ("PaddedBorder", ArchitectureText.Input(2, 5, 6, 4, 6, "pad"), [padding, ArchitectureText.Flatten]);
        yield return ("PaddedBorderResized", ArchitectureText.Input(2, 5, 6, 9, 4, "resize"), [padding, ArchitectureText.Flatten]);

        static (string, string, string[]) Flat(string name, string input) => (name, input, [ArchitectureText.Flatten, ArchitectureText.Linear(1)]);
    }
}
