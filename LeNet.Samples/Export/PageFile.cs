using LeNet.Export.JavaScript;
using LeNet.Runtime;

namespace LeNet.Samples.Export;

/// <summary>
/// One HTML file with the page of <c>serve</c>, its styles and scripts, and the network: it loads nothing. The scripts are the page's own files, but for the one that asks the server.
/// </summary>
internal static class PageFile
{
    private const string Page = "page/";
    private const string Alone = "page-alone/";
    private const string Entry = "page.js";

    /// <summary>What the page may do: nothing but run what is in it.</summary>
    private const string Policy =
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">""";

    /// <summary>The text of the file.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="FailureException">Its images have several channels, which nobody can draw.</exception>
    public static string Write(Network network)
    {
        if (network.Description.ImageChannels != 1)
        {
            throw new FailureException($"--page: the network {network.Description.Name} takes images of {network.Description.ImageChannels} channels, and a drawing has one");
        }

        string module = JavaScriptExporter.Export(network).Module;
        string icon = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Read(Page, "favicon.svg")));
        return Replace(
            Read(Page, "index.html"),
            ("<meta charset=\"utf-8\">", $"<meta charset=\"utf-8\">\n  {Policy}"),
            ("href=\"/favicon.svg\"", $"href=\"data:image/svg+xml;base64,{icon}\""),
            ("<link rel=\"stylesheet\" href=\"/page.css\">", $"<style>\n{Read(Page, "page.css")}</style>"),
            ("<script type=\"module\" src=\"/page.js\"></script>", $"<script type=\"module\">\n{ModuleBundle.Join(Entry, name => name == "network.js" ? module : Script(name))}</script>"));
    }

    /// <summary>A script of the page: its own for a page without a server, or else the one that all share.</summary>
    private static string Script(string name) => Has(Alone, name) ? Read(Alone, name) : Read(Page, name);

    private static string Replace(string text, params (string Old, string New)[] parts)
    {
        foreach ((string old, string @new) in parts)
        {
            text = text.Contains(old, StringComparison.Ordinal)
                ? text.Replace(old, @new, StringComparison.Ordinal)
                : throw new InvalidOperationException($"the page has no {old}");
        }

        return text;
    }

    private static bool Has(string folder, string name) => typeof(PageFile).Assembly.GetManifestResourceInfo(folder + name) is not null;

    private static string Read(string folder, string name)
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream(folder + name) ?? throw new InvalidOperationException($"the page has no {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
