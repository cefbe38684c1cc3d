namespace LeNet.Samples.Images;

/// <summary>
/// A picture cannot be read or holds no digit. The message is one line without the picture's name, which goes before it:
/// "is truncated: …", "shows no digit: …".
/// </summary>
internal sealed class ImageException(string message, Exception? innerException = null) : Exception(Text.OneLine(message), innerException);
