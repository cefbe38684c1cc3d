namespace LeNet.Samples;

/// <summary>Something failed that the user can do something about. The message is one line: what is wrong, where, what to do.</summary>
internal sealed class FailureException(string message, Exception? innerException = null) : Exception(message, innerException);
