using LeNet.Runtime.Tests.Threading;
using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.HeldWrong;

public sealed class BatchPredictorHeldWrongTests
{
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, 700, seed: 5);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Its_results_are_those_of_the_network(int threads)
    {
        Small network = new();
        using var predictor = new BatchPredictor(network, threads);
        int[] classes = new int[Data.Count];
        float[] probabilities = new float[4 * Data.Count];
        float[] logits = new float[4 * Data.Count];

        predictor.Predict(Data.Images.ToArray(), classes, probabilities, logits);

        for (int i = 0; i < Data.Count; i++)
        {
            float[] expected = new float[4];
            float[] expectedLogits = new float[4];
            Assert.Equal(network.Predict(Data.Image(i), expected, expectedLogits), classes[i]);
            Assert.Equal(expected, probabilities[(4 * i)..(4 * (i + 1))]);
            Assert.Equal(expectedLogits, logits[(4 * i)..(4 * (i + 1))]);
        }
    }

    [Fact]
    public void Spans_of_the_wrong_length_are_refused_with_both_lengths()
    {
        using var predictor = new BatchPredictor(new Small(), 1);

        AssertRefused("images", "72", "71", () => predictor.Predict(new byte[71], new int[1]));
        AssertRefused("classes", "2", "1", () => predictor.Predict(new byte[144], new int[1]));
        AssertRefused("probabilities", "8", "7", () => predictor.Predict(new byte[144], new int[2], new float[7]));
        AssertRefused("logits", "8", "9", () => predictor.Predict(new byte[144], new int[2], new float[8], new float[9]));
        predictor.Predict(default, default);

        static void AssertRefused(string parameter, string wanted, string given, Action act)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(act);
            Assert.Equal(parameter, exception.ParamName);
            Assert.Contains(wanted, exception.Message, StringComparison.Ordinal);
            Assert.Contains(given, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_threads_at_once_are_refused_or_right()
    {
        Small network = new();
        using var predictor = new BatchPredictor(network, 2);
        byte[] images = Data.Images.ToArray();
        int[] expected = new int[Data.Count];
        predictor.Predict(images, expected);
        int refused = 0;
        int right = 0;

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            int[] classes = new int[Data.Count];
            try
            {
                predictor.Predict(images, classes);
                Assert.Equal(expected, classes);
                Interlocked.Increment(ref right);
            }
            catch (InvalidOperationException exception)
            {
                Assert.Equal("This BatchPredictor is in use by another thread; it is for one caller at a time.", exception.Message);
                Interlocked.Increment(ref refused);
            }
        });

        Assert.Equal(40, refused + right);
        Assert.NotEqual(0, right);
    }

    [Fact]
    public void Disposed_while_it_predicts_it_finishes_first()
    {
        // The network is held, so that the prediction waits in the middle.
        Small network = new();
        var predictor = new BatchPredictor(network, 3);
        int[] expected = new int[Data.Count];
        predictor.Predict(Data.Images.ToArray(), expected);
        int[] classes = new int[Data.Count];
        ParameterAccess.Changing change = network.Access.Change();
        Thread predicting = Elsewhere.Start(() => predictor.Predict(Data.Images.ToArray(), classes));
        Elsewhere.AwaitWaiting(predicting);

        predictor.Dispose();
        change.Dispose();
        predicting.Join();

        Assert.Equal(expected, classes);
        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(Data.Images.ToArray(), classes));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Threads_that_no_machine_has_are_refused(int threads)
    {
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new BatchPredictor(new Small(), threads)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new Small().Evaluate(Data, threads, TestContext.Current.CancellationToken)).ParamName);
    }
}
