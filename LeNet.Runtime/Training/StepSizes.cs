namespace LeNet.Runtime;

/// <summary>Learning rate and momentum of each update.</summary>
internal sealed class StepSizes(TrainingOptions options)
{
    private readonly Schedule _schedule = options.Schedule;
    private readonly double _rate = options.Optimizer.LearningRate;

    /// <summary>Of an update of a training whose length is known.</summary>
    /// <param name="epoch">Epochs before it.</param>
    /// <param name="batch">Batches of its epoch before it.</param>
    /// <param name="batches">Batches of an epoch.</param>
    /// <param name="progress">What validation has shown.</param>
    public StepSize At(int epoch, int batch, int batches, Progress progress)
    {
        if (_schedule.Per == ScheduleUnit.Epoch)
        {
            return Scaled(_schedule.At(epoch, options.Epochs, _rate), progress);
        }

        long steps = Math.Min((long)options.Epochs * batches, options.MaxSteps ?? long.MaxValue);
        return Scaled(_schedule.At(((long)epoch * batches) + batch, steps, _rate), progress);
    }

    /// <summary>Of an update that the caller makes, who alone knows how many there will be.</summary>
    /// <param name="step">Updates before it.</param>
    /// <param name="epoch">Epochs before it.</param>
    /// <exception cref="InvalidOperationException">The schedule goes by the length of the training.</exception>
    public StepSize At(long step, int epoch)
    {
        if (_schedule.Per == ScheduleUnit.Epoch)
        {
            return _schedule.At(epoch, options.Epochs, _rate);
        }

        return _schedule.NeedsLength && options.MaxSteps is null
            ? throw new InvalidOperationException("The schedule goes by the length of the training, which a loop around TrainBatch does not tell: give the schedule a length, or the options MaxSteps.")
            : _schedule.At(step, options.MaxSteps ?? 0, _rate);
    }

    private StepSize Scaled(StepSize size, Progress progress) => _schedule is PlateauSchedule plateau
        ? size with { LearningRate = Math.Max(size.LearningRate * progress.RateScale, Math.Min(size.LearningRate, plateau.Minimum)) }
        : size;
}
