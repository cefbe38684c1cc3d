using LeNet.Runtime;
using LeNet.Samples.Reporting;
using Microsoft.AspNetCore.Http;

namespace LeNet.Samples.Web.Api;

/// <summary><c>GET /api/network</c>: what the network is made of, in the words of <c>summary --json</c>.</summary>
internal sealed class NetworkEndpoint(NetworkDescription network)
{
    private readonly byte[] _answer = JsonLines.Serialize(json => SummaryReport.WriteMembers(network, json)).ToArray();

    /// <summary>Answers.</summary>
    public Task HandleAsync(HttpContext context) => Results.Bytes(_answer, "application/json").ExecuteAsync(context);
}
