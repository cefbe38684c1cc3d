namespace LeNet.Runtime;

/// <summary>One mirror did not deliver one file; another may.</summary>
internal sealed class MirrorException(string problem, Exception? innerException = null) : Exception(problem, innerException);
