using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Training;

/// <summary>One training run: finds the data, trains, writes the run's folder and tells a reporter.</summary>
internal sealed class TrainingRun(Network network, TrainingSettings settings, DataFinder data, ITrainingReporter reporter)
{
    private BatchReport _lastBatch;
    private readonly List<EpochReport> _epochs = [];
    private TimeSpan _trainingTime;

    /// <summary>Carries it out. After each epoch the folder holds that epoch's weights and all metrics so far.</summary>
    /// <exception cref="DataFileException">A file or folder cannot be read or written.</exception>
    /// <exception cref="FailureException">It was interrupted, or the training diverged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using RunFolder folder = settings.Output is { } output
            ? RunFolder.Open(output)
            : RunFolder.Create(RunFolder.DefaultParent, DateTime.Now);
        if (settings.InitialWeights is { } weights)
        {
            network.Load(weights);
        }
        else
        {
            network.Initialize(settings.Options.Seed);
        }

        DataSource source = await data.FindAsync(cancellationToken);
        Dataset training = source.LoadTraining();
        training.Require(network.Description);
        Dataset test = source.LoadTest();
        test.Require(network.Description);

        using (var trainer = new Trainer(network, settings.Options))
        {
            reporter.Starting(new TrainingPlan(
                network.Description, settings, source, training.Count, test.Count, trainer.Threads, network.VectorBits, folder.Path));
            try
            {
                Train(trainer, training, test, folder, cancellationToken);
            }
            catch
            {
                reporter.Stopped();
                throw;
            }
        }

        (IReadOnlyList<string> pictures, string? problem) = DrawPictures(source, test, folder);
        reporter.Completed(new TrainingResult(_lastBatch.Step, _trainingTime, folder.WeightsPath, network.ComputeHash(), pictures, problem));
    }

    private (IReadOnlyList<string> Names, string? Problem) DrawPictures(DataSource source, Dataset test, RunFolder folder)
    {
        if (settings.Pictures is not { } pictures || _epochs is not [.., { Test: { } evaluation }])
        {
            return ([], null);
        }

        string title = $"{network.Description.Name} on {source.Title}";
        try
        {
            return (pictures.Draw(new PictureSubject(network, title, test, evaluation, _epochs, settings.Options.Threads), folder.Path), null);
        }
        catch (FailureException exception)
        {
            return ([], exception.Message); // a machine that cannot draw has trained all the same
        }
    }

    private void Train(Trainer trainer, Dataset training, Dataset test, RunFolder folder, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        trainer.BatchCompleted += batch =>
        {
            _lastBatch = batch;
            if (double.IsFinite(batch.Loss))
            {
                reporter.BatchCompleted(batch);
            }
            else
            {
                stop.Cancel();
            }
        };
        trainer.EpochCompleted += epoch =>
        {
            folder.SaveWeights(network);
            folder.AddMetrics(MetricsLine.Serialize(epoch));
            _epochs.Add(epoch);
            _trainingTime += epoch.TrainingTime;
            reporter.EpochCompleted(epoch);
        };
        try
        {
            trainer.Train(training, test, stop.Token);
        }
        catch (OperationCanceledException exception) when (stop.IsCancellationRequested)
        {
            throw new FailureException($"{(cancellationToken.IsCancellationRequested ? "interrupted" : Divergence())}; {Kept(folder)}", exception);
        }

        if (!double.IsFinite(_lastBatch.Loss))
        {
            throw new FailureException($"{Divergence()}; {Kept(folder)}");
        }
    }

    private string Divergence() => string.Create(
        CultureInfo.InvariantCulture,
        $"the training diverged: the loss is {(double.IsNaN(_lastBatch.Loss) ? "not a number" : "infinite")} in batch {_lastBatch.Batch} of epoch {_lastBatch.Epoch}; lower --lr or --momentum");

    private string Kept(RunFolder folder) => _epochs.Count == 0
        ? "nothing was written, as no epoch was complete"
        : string.Create(CultureInfo.InvariantCulture, $"{folder.Path} holds the weights and metrics after epoch {_epochs[^1].Epoch}");
}
