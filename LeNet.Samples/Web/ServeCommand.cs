using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Web;

/// <summary><c>serve</c>: a page to draw on, and an API.</summary>
internal static class ServeCommand
{
    private const int LastPort = 65_535;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<int> port = NumberOption.Integer("--port", ServerAddress.DefaultPort, 0, LastPort, "Port to listen on; 0 for any that is free.");
        var host = new Option<string?>("--host")
        {
            Description = "IP address to listen on; 0.0.0.0 is all of this machine's, and then others on the network can reach it. [default: loopback]",
            HelpName = "ADDRESS",
        };
        var command = new Command("serve", "Show a page to draw digits on, and answer programs over HTTP.") { port, host };
        var weights = new WeightsOption(command);
        var common = new CommonOptions(command, CommonOption.Data);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommonSettings settings = common.Read(parsed);
            ServerAddress address = ServerAddress.Of(parsed.GetValue(host), parsed.GetValue(port));
            TextWriter output = parsed.InvocationConfiguration.Output;
            Network network = SampleNetwork.Create(settings.Network);
            string path = weights.Load(parsed, network);
            DataFinder data = settings.FindData(DownloadReport.For(settings.Format, output, settings.Data.Published), parsed.InvocationConfiguration);
            DataSource source = await data.FindAsync(DatasetPart.Test, cancellationToken);
            Dataset test = source.LoadTest();
            test.Require(network.Description);
            var digits = new TestDigits(test, source.Title, network.Description.Classes);

            await using PageServer server = await PageServer.StartAsync(network, digits, address, ServerLimits.Default, cancellationToken);
            var report = new ServeReport(settings.Format, output);
            report.Started(server.Url, network.Description.Name, path, source.Title, address);
            await server.RunAsync(cancellationToken);
            report.Stopped();
            return ExitStatus.Done;
        });
        return command.WithExamples("serve", "serve --weights runs/quick/model.safetensors --port 8080");
    }
}
