using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Ensembles;

public sealed class EnsembleTests
{
    private const int Classes = 4;

    /// <summary>More than go through at once.</summary>
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, 1100, seed: 6);

    [Fact]
    public void Probabilities_are_the_mean_of_the_networks_each_at_its_temperature()
    {
        Network[] networks = Three();
        networks[1].Temperature = 0.25f;
        Predictions found = Predict(networks, threads: 2);

        float[] one = new float[Classes];
        for (int i = 0; i < Data.Count; i++)
        {
            double[] sums = new double[Classes];
            foreach (Network network in networks)
            {
                network.Predict(Data.Image(i), one);
                for (int k = 0; k < Classes; k++)
                {
                    sums[k] += one[k];
                }
            }

            float[] means = [.. sums.Select(sum => (float)(sum / 3))];
            Assert.Equal(means, found.ProbabilitiesOf(i));
            Assert.Equal(means.IndexOf(means.Max()), found.Labels[i]);
            Assert.All(means.Zip(found.LogitsOf(i)), pair => Assert.Equal(Math.Log(pair.First), pair.Second, 2e-6));
        }

        Assert.True(found.Labels.Distinct().Count() > 1, "all images are of one class");
    }

    [Fact]
    public void The_evaluation_is_that_of_the_mean_probabilities()
    {
        Network[] networks = Three();
        networks[2].Temperature = 3;
        Predictions expected = Predict(networks, threads: 1);
        using var ensemble = new Ensemble(networks, 2);

        Evaluation evaluation = ensemble.Evaluate(Data, TestContext.Current.CancellationToken);

        var calibration = new CalibrationError();
        int[,] confusion = new int[Classes, Classes];
        double loss = 0;
        for (int i = 0; i < Data.Count; i++)
        {
            (int actual, int label) = (Data.Labels[i], expected.Labels[i]);
            loss -= Math.Log(expected.ProbabilitiesOf(i)[actual]);
            confusion[actual, label]++;
            calibration.Add(expected.ProbabilitiesOf(i)[label], actual == label);
        }

        Assert.Equal(loss / Data.Count, evaluation.Loss, 1e-6);
        Assert.Equal((Data.Count, Enumerable.Range(0, Classes).Sum(k => confusion[k, k])), (evaluation.Count, evaluation.Correct));
        Assert.Equal(confusion, evaluation.Confusion);
        Assert.Equal(calibration.Value, evaluation.CalibrationError);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_network_however_often_gives_its_own_results(int times)
    {
        Network network = Of(seed: 5);
        using var ensemble = new Ensemble([.. Enumerable.Repeat(network, times)], 1);
        using var predictor = new BatchPredictor(network, 1);
        float[] probabilities = new float[Classes * Data.Count];
        int[] labels = new int[Data.Count];
        predictor.Predict(Data.Images.ToArray(), labels, probabilities);

        Predictions found = Predict(ensemble);

        Assert.Equal(labels, found.Labels);
        Assert.Equal(probabilities, found.Probabilities);
        Evaluation expected = network.Evaluate(Data, 1, TestContext.Current.CancellationToken);
        Evaluation evaluation = ensemble.Evaluate(Data, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Loss, evaluation.Loss, 1e-6);
        Assert.Equal((expected.Correct, expected.CalibrationError), (evaluation.Correct, evaluation.CalibrationError));
    }

    [Fact]
    public void The_bits_depend_neither_on_threads_nor_on_vectors()
    {
        Network[] networks = Three();
        Predictions one = Predict(networks, threads: 1);
        Evaluation evaluation = Evaluate(networks, threads: 1);
        foreach (Network network in networks)
        {
            network.VectorBits = 128;
        }

        Predictions three = Predict(networks, threads: 3);
        Evaluation again = Evaluate(networks, threads: 3);

        Assert.Equal(one.Labels, three.Labels);
        Assert.Equal(one.Probabilities, three.Probabilities);
        Assert.Equal(one.Logits, three.Logits);
        Assert.Equal((evaluation.Loss, evaluation.CalibrationError), (again.Loss, again.CalibrationError));
    }

    [Fact]
    public void What_networks_are_sure_is_not_so_has_a_finite_loss()
    {
        // As floats, the probabilities are 0.
        Network[] networks = [Biased([0, 300, 0, 0]), Biased([0, 200, 0, 0])];
        var zeros = new Dataset(Data.Image(0).ToArray(), [0], Data.Channels, Data.Height, Data.Width);

        Predictions found = Predict(networks, threads: 1);
        Evaluation evaluation = Evaluate(networks, threads: 1, zeros);

        float[] logits = new float[Classes];
        networks[1].Predict(Data.Image(0), new float[Classes], logits); // the first has no part in it, being e¹⁰⁰ times as sure
        Assert.Equal(0, found.ProbabilitiesOf(0)[0]);
        Assert.Equal(Math.Log(2) + Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[0], evaluation.Loss, 1e-9);
        Assert.Equal(-evaluation.Loss, found.LogitsOf(0)[0], 2e-5);
    }

    [Fact]
    public void An_impossible_class_has_the_logarithm_of_nothing()
    {
        Network[] networks = [Biased([0, 0, 0, float.NegativeInfinity]), Biased([1, 0, 0, float.NegativeInfinity])];

        Predictions found = Predict(networks, threads: 1);

        Assert.Equal((0, float.NegativeInfinity), (found.ProbabilitiesOf(0)[3], found.LogitsOf(0)[3]));
        Assert.All(found.LogitsOf(0)[..3], logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void Networks_may_differ_in_their_layers()
    {
        Network[] networks = [new LeNet5(), new Modern()];
        Dataset images = SyntheticData.Noise(networks[0].Description, 3, seed: 2);
        float[] probabilities = new float[30];
        using var ensemble = new Ensemble(networks, 1);

        ensemble.Predict(images.Images.ToArray(), default, probabilities);

        float[] first = new float[10];
        float[] second = new float[10];
        networks[0].Predict(images.Image(2), first);
        networks[1].Predict(images.Image(2), second);
        Assert.Equal(first.Zip(second).Select(pair => (float)(((double)pair.First + pair.Second) / 2)), probabilities[20..]);
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        using var ensemble = new Ensemble(Three(), 1);
        byte[] images = Data.Images.ToArray();
        int[] labels = new int[Data.Count];
        float[] probabilities = new float[Classes * Data.Count];
        float[] logits = new float[Classes * Data.Count];
        void Predict() => ensemble.Predict(images, labels, probabilities, logits);
        Predict();

        Assert.Equal(0, Allocations.Of(Predict));
    }

    [Fact]
    public void Without_images_there_is_nothing_to_predict_and_nothing_to_lose()
    {
        using var ensemble = new Ensemble(Three(), 1);

        ensemble.Predict(default, default);
        Evaluation evaluation = ensemble.Evaluate(Data.Slice(0, 0), TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0), (evaluation.Loss, evaluation.Count, evaluation.Correct));
    }

    private static Network[] Three() => [Of(seed: 1), Of(seed: 2), Of(seed: 3)];

    /// <summary>Weights larger than initial ones, so that classes differ between images.</summary>
    private static Small Of(ulong seed)
    {
        Small network = new();
        network.Initialize(seed);
        foreach (string name in (string[])["conv1.weight", "conv2.weight", "fc1.weight", "fc2.weight"])
        {
            network.SetParameter(name, [.. network.Parameter(name).ToArray().Select(value => 6 * value)]);
        }

        return network;
    }

    private static Small Biased(float[] bias)
    {
        Small network = new();
        network.SetParameter("fc2.bias", bias);
        return network;
    }

    private static Predictions Predict(Network[] networks, int threads)
    {
        using var ensemble = new Ensemble(networks, threads);
        return Predict(ensemble);
    }

    private static Predictions Predict(Ensemble ensemble)
    {
        var found = new Predictions(new int[Data.Count], new float[Classes * Data.Count], new float[Classes * Data.Count]);
        ensemble.Predict(Data.Images.ToArray(), found.Labels, found.Probabilities, found.Logits);
        return found;
    }

    private static Evaluation Evaluate(Network[] networks, int threads, Dataset? dataset = null)
    {
        using var ensemble = new Ensemble(networks, threads);
        return ensemble.Evaluate(dataset ?? Data, TestContext.Current.CancellationToken);
    }

    private sealed record Predictions(int[] Labels, float[] Probabilities, float[] Logits)
    {
        public float[] ProbabilitiesOf(int image) => Probabilities[(Classes * image)..(Classes * (image + 1))];

        public float[] LogitsOf(int image) => Logits[(Classes * image)..(Classes * (image + 1))];
    }
}
