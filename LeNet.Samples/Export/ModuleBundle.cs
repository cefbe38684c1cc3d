using System.Text;
using System.Text.RegularExpressions;

namespace LeNet.Samples.Export;

/// <summary>
/// Several ES modules as one, for a file that can load nothing: each becomes a function that is called once and returns what it exports. It knows
/// the two forms that the page's files use, a line <c>import { a, b } from './name.js';</c> and <c>export</c> before a declaration.
/// </summary>
internal static partial class ModuleBundle
{
    /// <summary>Joins a module and those that it imports; the module itself stands last, and as it is.</summary>
    /// <param name="entry">Its file's name.</param>
    /// <param name="read">The text of a file.</param>
    public static string Join(string entry, Func<string, string> read)
    {
        var bundle = new StringBuilder();
        Add(entry, isEntry: true, read, new HashSet<string>(StringComparer.Ordinal), bundle);
        return bundle.ToString();
    }

    private static void Add(string name, bool isEntry, Func<string, string> read, HashSet<string> added, StringBuilder bundle)
    {
        if (!added.Add(name))
        {
            return;
        }

        string text = read(name);
        foreach (Match import in Import().Matches(text))
        {
            Add(import.Groups["file"].Value, isEntry: false, read, added, bundle);
        }

        text = Import().Replace(text, import => $"const {{ {import.Groups["names"].Value} }} = {Variable(import.Groups["file"].Value)};");
        if (isEntry)
        {
            bundle.Append(text);
            return;
        }

        string exports = string.Join(", ", Export().Matches(text).Select(export => export.Groups["name"].Value));
        bundle.Append("// ").Append(name).Append("\nconst ").Append(Variable(name)).Append(" = (() => {\n")
            .Append(Export().Replace(text, "${declaration}${name}")).Append("\nreturn { ").Append(exports).Append(" };\n})();\n\n");
    }

    private static string Variable(string file) => $"{Path.GetFileNameWithoutExtension(file)}Module";

    [GeneratedRegex(@"^import \{ (?<names>[^}]*) \} from '\./(?<file>[\w.]+)';$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<declaration>(?:async )?(?:function|class|const) )(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
