namespace LeNet.Runtime;

/// <summary>What of a data set is needed.</summary>
public enum DatasetPart
{
    /// <summary>All four files.</summary>
    Both,

    /// <summary>The images to test on and their labels; the others need not be there.</summary>
    Test,
}
