namespace LeNet.Runtime;

/// <summary>How far a download is.</summary>
/// <param name="File">The file being received.</param>
/// <param name="Number">Which of the files to download it is, from 1.</param>
/// <param name="Count">Files to download.</param>
/// <param name="Bytes">Bytes of it received so far, an earlier download's included.</param>
/// <param name="TotalBytes">Bytes of it in all, or null if the server does not say, or has not answered yet.</param>
public readonly record struct DownloadProgress(string File, int Number, int Count, long Bytes, long? TotalBytes);
