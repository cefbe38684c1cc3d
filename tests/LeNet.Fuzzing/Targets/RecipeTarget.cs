using System.Text;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Targets;

/// <summary>Recipe files: each is refused, or its options are legal, write a file that reads back as the same, and give a rate to every update.</summary>
internal sealed class RecipeTarget : FuzzTarget
{
    private const int Batches = 10;

    private readonly ScratchFile _input = new();

    public override string Name => "recipe";

    public override IReadOnlyList<byte[]> Seeds => RecipeSeeds.All;

    public override IReadOnlyList<byte[]> Pieces => RecipeSeeds.Pieces;

    public override IReadOnlyList<Type> Refusals => [typeof(DataFileException)];

    public override long MostAllocated(int length) => (256 << 10) + (512L * length);

    public override void Run(byte[] input)
    {
        _input.Write(input);
        TrainingOptions options = Recipe.Load(_input.Path);
        options.Validate();
        string json = Recipe.ToJson(options);
        if (Recipe.ToJson(Recipe.Parse("", Encoding.UTF8.GetBytes(json))) != json)
        {
            throw new BrokenPromiseException($"does not read back as the same: {json}");
        }

        var sizes = new StepSizes(options);
        foreach (int epoch in (int[])[0, options.Epochs / 2, options.Epochs - 1])
        {
            StepSize size = sizes.At(epoch, Batches - 1, Batches, Progress.None);
            if (!(size.LearningRate >= 0))
            {
                throw new BrokenPromiseException($"the rate of epoch {epoch + 1} is {size.LearningRate}: {json}");
            }
        }
    }

    public override void Dispose() => _input.Dispose();
}
