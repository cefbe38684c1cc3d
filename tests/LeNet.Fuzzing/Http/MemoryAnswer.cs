namespace LeNet.Fuzzing.Http;

/// <summary>An answer.</summary>
/// <param name="Status">Its status code.</param>
/// <param name="Body">Its body.</param>
internal sealed record MemoryAnswer(int Status, byte[] Body);
