namespace LeNet.Runtime;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Updates.</summary>
    Step,

    /// <summary>Passes over the training set.</summary>
    Epoch,
}
