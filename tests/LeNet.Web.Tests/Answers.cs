using System.Net;
using System.Text.Json;
using LeNet.Samples.Web;

namespace LeNet.Web.Tests;

/// <summary>What the server answers.</summary>
internal static class Answers
{
    /// <summary>The JSON of an answer that must be a success.</summary>
    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The detail of an answer that must be a problem with this status.</summary>
    public static async Task<string> ProblemAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal(Problem.MediaType, response.Content.Headers.ContentType?.ToString());
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem.GetProperty("detail").GetString()!;
    }

    /// <summary>The numbers of an array.</summary>
    public static float[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetSingle())];
}
