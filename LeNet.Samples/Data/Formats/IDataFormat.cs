namespace LeNet.Samples.Data.Formats;

/// <summary>A kind of files that data sets come in.</summary>
internal interface IDataFormat
{
    /// <summary>What it takes, for messages, such as "a .npz file".</summary>
    string Wanted { get; }

    /// <summary>The data set at a path, or null if what is there is of another kind. Looks at names and first bytes only.</summary>
    /// <param name="path">A file or folder that exists.</param>
    DataSource? Recognise(string path);
}
