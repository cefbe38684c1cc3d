using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace LeNet.Samples.Web;

/// <summary>The page's files. They lie in this assembly, each at one fixed path: no request names a file.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private const string Index = "index.html";

    /// <summary>Maps each file to its path.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string name = resource[Prefix.Length..];
            byte[] content = Read(assembly, resource);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..12])}\"");
            routes.MapMethods(name == Index ? "/" : "/" + name, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, content, MediaType(name), tag));
        }
    }

    private static Task SendAsync(HttpContext context, byte[] content, string mediaType, EntityTagHeaderValue tag)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(content, mediaType, entityTag: tag).ExecuteAsync(context);
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using Stream stream = assembly.GetManifestResourceStream(resource)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"the page has a file of the unknown kind {other}"),
    };
}
