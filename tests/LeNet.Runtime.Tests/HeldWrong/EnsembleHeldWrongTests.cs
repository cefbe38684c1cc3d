using LeNet.Runtime.Tests.Threading;
using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.HeldWrong;

public sealed class EnsembleHeldWrongTests
{
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, 40, seed: 5);

    [Fact]
    public void Networks_that_do_not_go_together_are_refused_by_name()
    {
        Assert.Contains("one network at least", Refused([]), StringComparison.Ordinal);
        Assert.Contains("Network 2 of 2 is null", Refused([new Small(), null!]), StringComparison.Ordinal);
        Assert.Contains(
            "Small, has 1×9×8 (channels×height×width) and 4 classes, but network 3, LeNet5, has 1×28×28 (channels×height×width) and 10 classes",
            Refused([new Small(), new Small(), new LeNet5()]),
            StringComparison.Ordinal);

        static string Refused(Network[] networks)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => new Ensemble(networks, 1));
            Assert.Equal("networks", exception.ParamName);
            return exception.Message;
        }
    }

    [Fact]
    public void Spans_of_the_wrong_length_are_refused()
    {
        using var ensemble = new Ensemble([new Small(), new Small()], 1);

        Assert.Equal("images", Assert.Throws<ArgumentException>(() => ensemble.Predict(new byte[71], new int[1])).ParamName);
        Assert.Equal("classes", Assert.Throws<ArgumentException>(() => ensemble.Predict(new byte[144], new int[1])).ParamName);
        Assert.Equal("probabilities", Assert.Throws<ArgumentException>(() => ensemble.Predict(new byte[144], new int[2], new float[7])).ParamName);
        Assert.Equal("logits", Assert.Throws<ArgumentException>(() => ensemble.Predict(new byte[144], new int[2], new float[8], new float[9])).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Threads_that_no_machine_has_are_refused(int threads) =>
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => new Ensemble([new Small()], threads)).ParamName);

    [Fact]
    public void A_network_whose_logits_are_no_numbers_is_counted_off()
    {
        Small broken = new();
        broken.SetParameter("fc2.bias", [float.NaN, 0, 0, 0]);
        using var ensemble = new Ensemble([new Small(), broken], 1);

        Assert.StartsWith("network 2 of 2: Small's", Assert.Throws<NotFiniteNumberException>(() => ensemble.Predict(Data.Images.ToArray(), default)).Message, StringComparison.Ordinal);
        Assert.StartsWith("network 2 of 2: Small's", Assert.Throws<NotFiniteNumberException>(() => ensemble.Evaluate(Data, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_other_networks_is_refused()
    {
        using var ensemble = new Ensemble([new Small(), new Small()], 1);

        Assert.Throws<ArgumentException>(() => ensemble.Evaluate(new Dataset(new byte[4], [0], 1, 2, 2), TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => ensemble.Evaluate(new Dataset(new byte[72], [4], 1, 9, 8), TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => ensemble.Evaluate(Data, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_label_that_becomes_no_class_is_refused()
    {
        // The second network is held, so that the evaluation waits after it has checked the labels.
        Small second = new();
        byte[] labels = new byte[3];
        var dataset = new Dataset(new byte[3 * 72], labels, 1, 9, 8);
        using var ensemble = new Ensemble([new Small(), second], 1);
        ensemble.Evaluate(dataset, TestContext.Current.CancellationToken);
        Exception? thrown = null;
        ParameterAccess.Changing change = second.Access.Change();
        Thread evaluating = Elsewhere.Start(() => thrown = Record.Exception(() => ensemble.Evaluate(dataset, CancellationToken.None)));
        Elsewhere.AwaitWaiting(evaluating);

        labels[1] = 9;
        change.Dispose();
        evaluating.Join();

        Assert.Contains("The label of image 1 became 9", Assert.IsType<InvalidOperationException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposed_while_it_predicts_it_finishes_first()
    {
        Small second = new();
        var ensemble = new Ensemble([new Small(), second], 2);
        int[] classes = [.. Enumerable.Repeat(-1, Data.Count)];
        ParameterAccess.Changing change = second.Access.Change();
        Thread predicting = Elsewhere.Start(() => ensemble.Predict(Data.Images.ToArray(), classes));
        Elsewhere.AwaitWaiting(predicting);

        Assert.Contains("This Ensemble is in use by another thread", Assert.Throws<InvalidOperationException>(() => ensemble.Predict(default, default)).Message, StringComparison.Ordinal);
        ensemble.Dispose();
        change.Dispose();
        predicting.Join();

        Assert.DoesNotContain(-1, classes);
        Assert.Throws<ObjectDisposedException>(() => ensemble.Predict(default, default));
        Assert.Throws<ObjectDisposedException>(() => ensemble.Evaluate(Data, TestContext.Current.CancellationToken));
    }
}
