using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Parsing;

namespace LeNet.Samples;

/// <summary>The program: a command line in, text out, an exit status back.</summary>
internal static class Application
{
    /// <summary>Set to anything, it adds the stack trace to an error.</summary>
    public const string DebugVariable = "LENET_DEBUG";

    /// <summary>Runs one command. Whatever goes wrong is one line on <paramref name="error"/>.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellationToken">Ends the command early, as Ctrl+C does.</param>
    /// <param name="openInput">Opens standard input; null for the process's.</param>
    /// <returns>A value of <see cref="ExitStatus"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default, Func<Stream>? openInput = null)
    {
        try
        {
            ParseResult parsed = CommandLineParser.Parse(args);
            if (UsageErrors.Describe(parsed) is { } problem)
            {
                return Fail(error, ExitStatus.WrongUsage, problem);
            }

            var invocation = new Invocation
            {
                OpenInput = openInput ?? Console.OpenStandardInput,
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // signals are Program's affair
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (UsageException exception)
        {
            return Fail(error, ExitStatus.WrongUsage, exception.Message, exception);
        }
        catch (Exception exception) when (exception is FailureException or DataFileException or NotFiniteNumberException)
        {
            return Fail(error, ExitStatus.Failed, exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(error, ExitStatus.Failed, "interrupted", exception);
        }
        catch (OutOfMemoryException exception)
        {
            return Fail(error, ExitStatus.Failed, $"not enough memory: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            return Fail(error, ExitStatus.Failed, $"standard output cannot be written: {exception.Message}", exception);
        }
        catch (Exception exception)
        {
            return Fail(error, ExitStatus.Failed, $"unexpected {exception.GetType().Name}: {exception.Message} (set {DebugVariable}=1 to see where)", exception);
        }
    }

    private static int Fail(TextWriter error, int status, string message, Exception? exception = null)
    {
        error.WriteLine("error: " + Text.OneLine(message));
        if (exception is not null && Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 })
        {
            error.WriteLine(exception);
        }

        return status;
    }
}
