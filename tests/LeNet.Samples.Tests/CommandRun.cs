using System.Text.Json;

namespace LeNet.Samples.Tests;

/// <summary>What a run of the program left behind.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record CommandRun(int Status, string Output, string Error)
{
    /// <summary>Runs the program in this process.</summary>
    public static async Task<CommandRun> Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int status = await Application.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new CommandRun(status, output.ToString(), error.ToString());
    }

    /// <summary>Its lines on standard output.</summary>
    public string[] Lines => Output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Its lines on standard output as JSON objects, which all of them must be.</summary>
    public JsonElement[] JsonLines => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Checks that all went well, and returns this run.</summary>
    public CommandRun Succeeded()
    {
        Assert.Equal(("", ExitStatus.Done), (Error, Status));
        return this;
    }

    /// <summary>Checks that it failed with exactly one line on standard error and nothing on standard output, and returns the line.</summary>
    public string FailedSilently(int status)
    {
        Assert.Equal("", Output);
        return Failed(status);
    }

    /// <summary>Checks that it failed with exactly one line on standard error, and returns the line.</summary>
    public string Failed(int status)
    {
        Assert.StartsWith("error: ", Error, StringComparison.Ordinal);
        string line = Assert.Single(Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        Assert.Equal(status, Status);
        return line;
    }

    /// <summary>The names of an object's members, in order.</summary>
    public static string[] Members(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];
}
