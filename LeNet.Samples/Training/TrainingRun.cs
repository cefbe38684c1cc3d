using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Training;

/// <summary>One training run: finds the data, trains, writes the run's folder and tells a reporter.</summary>
internal sealed class TrainingRun(Network network, TrainingSettings settings, IDataFinder data, ITrainingReporter reporter)
{
    private readonly List<EpochReport> _epochs = [];
    private TimeSpan _trainingTime;
    private RunNotes? _notes;
    private long? _checkpointStep;
    private bool _hasRecipe;
    private string? _hashAtPause;
    private bool _isPaused;

    /// <summary>Carries it out. After each epoch the folder holds that epoch's weights and all metrics so far.</summary>
    /// <exception cref="DataFileException">A file or folder cannot be read or written.</exception>
    /// <exception cref="FailureException">It was interrupted, or the training diverged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using RunFolder folder = settings.Resumed is { } resumed ? RunFolder.GoOn(resumed)
            : settings.Output is { } output ? RunFolder.Open(output)
            : RunFolder.Create(RunFolder.DefaultParent, DateTime.Now);
        using var trainer = Prepare();
        DataSource source = await data.FindAsync(DatasetPart.Both, cancellationToken);
        Dataset training = source.LoadTraining();
        training.Require(network.Description);
        Dataset test = source.LoadTest();
        test.Require(network.Description);
        _notes = settings.Checkpoints is { } interval
            ? new RunNotes(source.Name, source.Folder, interval, settings.Pictures is not null, settings.InitialWeights)
            : null;
        int kept = ValidationCount(trainer, settings.Options, training.Count);
        reporter.Starting(new TrainingPlan(
            network.Description, settings, source, training.Count - kept, kept, test.Count, trainer.Threads, network.VectorBits, folder.Path));
        try
        {
            Train(trainer, training, test, folder, cancellationToken);
        }
        catch
        {
            reporter.Stopped();
            throw;
        }

        (IReadOnlyList<string> pictures, string? problem) = DrawPictures(source, test, folder);
        reporter.Completed(new TrainingResult(trainer.Step, _trainingTime, folder.WeightsPath, _hashAtPause ?? network.ComputeHash(), pictures, problem)
        {
            Advice = Advice(),
            IsPaused = _isPaused,
            Best = BestEpoch(folder),
            StoppedEarlyAfter = _epochs is [.., { StopsEarly: true } last] ? last.Epoch : null,
        });
    }

    private static int ValidationCount(Trainer trainer, TrainingOptions options, int samples)
    {
        try
        {
            return trainer.ValidationCount(samples);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{(options.Fold is null ? "--validation" : FoldOption.Name)}: {Text.OfArgument(exception)}; give another count or share");
        }
    }

    private (int, Evaluation, Evaluation?, string)? BestEpoch(RunFolder folder) =>
        _epochs is [.., { BestEpoch: { } number }] && _epochs.FirstOrDefault(epoch => epoch.Epoch == number) is { Validation: { } validation } best
            ? (number, validation, best.Test, folder.BestWeightsPath)
            : null;

    /// <summary>A network that hardly does better than guessing after all its epochs most often had too large steps.</summary>
    private string? Advice()
    {
        const double Guessing = 2;
        TrainingOptions options = settings.Options;
        return options.MaxSteps is null && _epochs is [.., { Test: { } test }] && test.Accuracy * network.Description.Classes < Guessing
            ? $"the network does little better than guessing; try a smaller learning rate, such as --lr {Tenth((float)options.Optimizer.LearningRate).ToString(CultureInfo.InvariantCulture)}"
            : null;
    }

    /// <summary>A tenth of a number as it is written: of 1E-09 it is 1E-10, and not 9.9999994E-11.</summary>
    private static float Tenth(float value) =>
        (float)(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) / 10);

    /// <summary>The network with the weights that it begins or goes on with.</summary>
    private Trainer Prepare()
    {
        if (settings.InitialWeights is { } weights && settings.Resumed is null)
        {
            network.Load(weights);
        }
        else
        {
            network.Initialize(settings.Options.Seed);
        }

        var trainer = new Trainer(network, settings.Options);
        try
        {
            if (settings.Resumed is { } resumed)
            {
                trainer.Restore(resumed.Checkpoint);
                _checkpointStep = resumed.Checkpoint.Step;
                foreach (EpochReport epoch in MetricsLine.Parse(resumed.Folder, RunNotes.Metrics(resumed.Checkpoint)))
                {
                    _epochs.Add(epoch);
                    _trainingTime += epoch.TrainingTime;
                }
            }

            return trainer;
        }
        catch
        {
            trainer.Dispose();
            throw;
        }
    }

    private (IReadOnlyList<string> Names, string? Problem) DrawPictures(DataSource source, Dataset test, RunFolder folder)
    {
        if (settings.Pictures is not { } pictures || _epochs is not [.., { Test: { } evaluation }])
        {
            return ([], null);
        }

        if (evaluation.Confusion.Length == 0)
        {
            evaluation = network.Evaluate(test, settings.Options.Threads); // the last epoch was complete before the run went on
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
        int? every = settings.Checkpoints?.Steps;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        trainer.BatchCompleted += batch =>
        {
            reporter.BatchCompleted(batch);
            if (every is { } steps && batch.Step % steps == 0)
            {
                SaveCheckpoint(trainer, folder);
            }
        };
        trainer.EpochCompleted += epoch =>
        {
            folder.SaveWeights(network);
            SaveRecipe(folder);
            if (epoch.IsBest)
            {
                folder.SaveBestWeights(network);
            }

            folder.AddMetrics(MetricsLine.Serialize(epoch));
            _epochs.Add(epoch);
            _trainingTime += epoch.TrainingTime;
            SaveCheckpoint(trainer, folder);
            reporter.EpochCompleted(epoch);
            if (epoch.Epoch == settings.PauseAfter)
            {
                _hashAtPause = network.ComputeHash();
                ending.Cancel();
            }
        };
        long begin = trainer.Step;
        try
        {
            trainer.Train(training, test, ending.Token);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            if (trainer.Step > begin && trainer.Step != _checkpointStep)
            {
                SaveCheckpoint(trainer, folder);
            }

            throw new FailureException($"interrupted; {Kept(folder)}", exception);
        }
        catch (OperationCanceledException) when (_hashAtPause is not null)
        {
            _isPaused = true; // it goes on from the checkpoint of the epoch
        }
        catch (DivergenceException exception)
        {
            throw new FailureException($"{exception.Message}; lower {(settings.Options.Optimizer is Sgd or RmsProp ? "--lr or --momentum" : "--lr")}; {Kept(folder)}", exception);
        }

        if (trainer.Step == begin && settings.Resumed is not null)
        {
            folder.SaveWeights(network); // all was done already; a file that was lost since is there again
        }
    }

    /// <summary>Writes a checkpoint, if any are wanted.</summary>
    private void SaveCheckpoint(Trainer trainer, RunFolder folder)
    {
        if (_notes is not null)
        {
            folder.SaveCheckpoint(trainer.Capture(_notes.With(folder.Metrics)));
            SaveRecipe(folder);
            _checkpointStep = trainer.Step;
        }
    }

    /// <summary>Writes the recipe beside what it led to first.</summary>
    private void SaveRecipe(RunFolder folder)
    {
        if (!_hasRecipe)
        {
            folder.SaveRecipe(settings.Options);
            _hasRecipe = true;
        }
    }

    private string Kept(RunFolder folder)
    {
        string weights = _epochs.Count == 0
            ? "nothing was written, as no epoch was complete"
            : string.Create(CultureInfo.InvariantCulture, $"{folder.Path} holds the weights and metrics after epoch {_epochs[^1].Epoch}");
        return _checkpointStep is { } step
            ? string.Create(CultureInfo.InvariantCulture, $"{(_epochs.Count == 0 ? folder.Path + " holds" : weights + ", and")} the checkpoint of step {step}; train --resume {folder.Path} goes on from there")
            : weights;
    }
}
