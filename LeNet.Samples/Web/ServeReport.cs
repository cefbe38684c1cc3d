using LeNet.Samples.Reporting;

namespace LeNet.Samples.Web;

/// <summary>Says where the page is, and that the server has stopped.</summary>
internal sealed class ServeReport(OutputFormat format, TextWriter output)
{
    private readonly Screen _screen = new(output);

    /// <summary>The server listens.</summary>
    /// <param name="url">Where.</param>
    /// <param name="network">The network's name.</param>
    /// <param name="weights">The file of its weights.</param>
    /// <param name="dataset">The test set.</param>
    /// <param name="address">What was asked for.</param>
    public void Started(string url, string network, string weights, string dataset, ServerAddress address)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(output, json =>
                {
                    json.WriteString("event", "start");
                    json.WriteString("url", url);
                    json.WriteBoolean("loopback", address.IsLoopback);
                    json.WriteString("network", network);
                    json.WriteString("weights", weights);
                    json.WriteString("dataset", dataset);
                });
                break;
            case OutputFormat.Quiet:
                output.WriteLine(url);
                break;
            default:
                _screen.Line($"[bold]{Format.Literal(network)}[/] with the weights of {Format.Literal(weights)}; digits to choose from: {Format.Literal(dataset)}");
                _screen.Line($"draw at [bold green]{Format.Literal(url)}[/]   [grey](Ctrl+C ends it)[/]");
                if (!address.IsLoopback)
                {
                    string where = address.IsAny ? "all addresses of this machine" : address.Address.ToString();
                    _screen.Line($"[yellow]It listens on {Format.Literal(where)}: others on the network can reach it. Without --host they cannot.[/]");
                }

                break;
        }

        output.Flush();
    }

    /// <summary>The server has stopped.</summary>
    public void Stopped()
    {
        if (format == OutputFormat.Json)
        {
            JsonLines.WriteLine(output, json => json.WriteString("event", "end"));
        }
        else if (format == OutputFormat.Human)
        {
            _screen.Line("stopped");
        }
    }
}
