namespace LeNet.Runtime;

/// <summary>A zip file that a data set is published in.</summary>
/// <param name="Name">Its name on a mirror.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
/// <param name="Folder">What stands before the files' names in it, with a slash at its end; each file is gzip and has <c>.gz</c> added to its name.</param>
public sealed record DatasetArchive(string Name, long Length, string Sha256, string Folder);
