namespace LeNet.Samples.Reporting;

/// <summary>How a command reports.</summary>
internal enum OutputFormat
{
    /// <summary>For people: everything that is of interest.</summary>
    Human,

    /// <summary>For people: the result only.</summary>
    Quiet,

    /// <summary>For programs: one JSON object per line.</summary>
    Json,
}
