namespace LeNet.Samples;

/// <summary>The command line is wrong in a way that shows only when it is carried out. The message is one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
