using System.Text;
using System.Text.Json;
using LeNet.Testing;

namespace LeNet.Runtime.Tests.PyTorch;

/// <summary>Pieces of recipes, read as from a file, against what PyTorch makes of their keys in double precision: reference.json, which reference.py writes.</summary>
public sealed class PyTorchTests
{
    private const double Tolerance = 1e-6;

    private const string Architecture =
        """
        { "name": "Eight", "input": { "shape": [1, 1, 3] }, "layers": [
          { "name": "flatten", "type": "flatten" }, { "name": "fc", "type": "linear", "out_features": 2 } ], "loss": "cross_entropy" }
        """;

    private static readonly JsonElement Reference = Read();
    private static readonly Lazy<Network> Eight = new(() => NetworkCompiler.Create(Architecture));

    public static TheoryData<string> Optimizers => Recipes("optimizers");

    public static TheoryData<string> Schedules => Recipes("schedules");

    public static TheoryData<string> Plateaus => Recipes("plateaus");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Updates_are_those_of_PyTorch(string recipe)
    {
        (TrainingOptions options, JsonElement reference) = Case("optimizers", recipe);
        var update = new ParameterUpdate(Eight.Value, options);
        IReadOnlyList<ParameterDescription> tensors = Eight.Value.Description.Parameters;
        float[] parameters = new float[Eight.Value.Description.ParameterFloats];
        float[] gradient = new float[parameters.Length];
        int[] places = [.. tensors.SelectMany(tensor => Enumerable.Range(tensor.Offset, tensor.Count))];
        foreach ((int place, int i) in places.Select((place, i) => (place, i)))
        {
            parameters[place] = (float)(i < 6 ? Math.Cos((3 * (i / 3)) + (i % 3)) : i == 6 ? 0.5 : -0.25);
        }

        for (int step = 0; step < reference.GetArrayLength(); step++)
        {
            foreach ((int place, int i) in places.Select((place, i) => (place, i)))
            {
                gradient[place] = (float)(Math.Sin((0.7 * i) + (1.3 * step)) * (1 + (i % 3)) / 2);
            }

            update.Begin(step + 1, new StepSize(options.Optimizer.LearningRate));
            update.Measure(gradient);
            for (int tensor = 0; tensor < tensors.Count; tensor++)
            {
                update.Apply(tensor, parameters, gradient, 0, tensors[tensor].Count);
            }

            Assert.Equal(Numbers(reference[step]), places.Select(place => (double)parameters[place]), (expected, actual) => Math.Abs(expected - actual) <= 2 * Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Rates_and_momenta_are_those_of_PyTorch(string recipe)
    {
        (TrainingOptions options, JsonElement reference) = Case("schedules", recipe);
        double momentum = ((Sgd)options.Optimizer).Momentum;
        for (int step = 0; step < reference.GetArrayLength(); step++)
        {
            StepSize size = options.Schedule.At(step, reference.GetArrayLength(), options.Optimizer.LearningRate);

            Assert.Equal(reference[step][0].GetDouble(), size.LearningRate, Tolerance * size.LearningRate);
            Assert.Equal(reference[step][1].GetDouble(), size.Momentum ?? momentum, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Plateaus))]
    public void A_plateau_reduces_the_rate_when_PyTorch_does(string recipe)
    {
        (TrainingOptions options, JsonElement reference) = Case("plateaus", recipe);
        double[] losses = Numbers(Find("plateaus", recipe).GetProperty("losses"));
        var sizes = new StepSizes(options);
        Progress progress = Progress.None;
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            double rate = sizes.At(epoch, 0, 1, progress).LearningRate;
            Assert.Equal(reference[epoch].GetDouble(), rate, Tolerance * rate);
            progress = progress.After(epoch + 1, new Evaluation(losses[epoch], 1, 1, new int[1, 1]), options);
        }
    }

    private static TheoryData<string> Recipes(string part) => [.. Reference.GetProperty(part).EnumerateArray().Select(Text)];

    private static (TrainingOptions Options, JsonElement Values) Case(string part, string recipe) =>
        (Recipe.Parse("reference.json", Encoding.UTF8.GetBytes(recipe)), Find(part, recipe).GetProperty("values"));

    private static JsonElement Find(string part, string recipe) => Reference.GetProperty(part).EnumerateArray().Single(element => Text(element) == recipe);

    private static string Text(JsonElement element) => element.GetProperty("recipe").GetRawText();

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static JsonElement Read()
    {
        using Stream stream = typeof(PyTorchTests).Assembly.GetManifestResourceStream("pytorch/reference.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
