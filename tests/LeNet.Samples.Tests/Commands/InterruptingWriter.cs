namespace LeNet.Samples.Tests.Commands;

/// <summary>Cancels, as Ctrl+C does, when a line of the output begins as given.</summary>
internal sealed class InterruptingWriter(CancellationTokenSource interruption, string lineStart) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.StartsWith(lineStart, StringComparison.Ordinal) == true)
        {
            interruption.Cancel();
        }
    }
}
