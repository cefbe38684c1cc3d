namespace LeNet.Fuzzing;

/// <summary>A parser neither refused an input nor did with it what it promises.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
