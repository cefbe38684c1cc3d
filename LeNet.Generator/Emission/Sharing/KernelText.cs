using System.Text.RegularExpressions;

namespace LeNet.Generator.Emission.Sharing;

/// <summary>
/// A kernel as it is to be written. The first lines of its body say where in memory the layer's values lie; what follows them is the same
/// for all layers of a shape.
/// </summary>
/// <param name="Name">The method.</param>
/// <param name="Signature">Its parameters.</param>
/// <param name="Comments">Its documentation, a line each, without slashes.</param>
/// <param name="Places">What the first lines declare, in their order.</param>
/// <param name="Body">All lines of the body.</param>
/// <param name="FirstLength">How long the first ones are.</param>
internal sealed record KernelText(string Name, string Signature, IReadOnlyList<string> Comments, IReadOnlyList<Place> Places, string Body, int FirstLength)
{
    // A span of one of the method's own parameters, or an offset that says in a comment of what: nothing that is computed.
    private static readonly Regex PlaceLine = new(
        @"\G *(?:(?<type>(?:ReadOnly)?Span<float>) (?<name>\w+) = (?<home>\w+)\.Slice\([0-9]+, (?<length>[0-9]+)\);|const (?<type>int) (?<name>\w+) = [0-9]+; //)[^\n]*\n",
        RegexOptions.CultureInvariant);

    private static readonly Regex CommentLine = new(@"\G *//[^\n]*\n", RegexOptions.CultureInvariant);

    /// <summary>Takes a body apart.</summary>
    public static KernelText Of(string name, string signature, IReadOnlyList<string> comments, string body)
    {
        HashSet<string> parameters = [.. ParametersOf(signature).Select(parameter => parameter.Name)];
        List<Place> places = [];
        var end = 0;
        for (var at = 0; at < body.Length;)
        {
            Match comment = CommentLine.Match(body, at);
            if (comment.Success)
            {
                at += comment.Length;
                continue;
            }

            Match line = PlaceLine.Match(body, at);
            if (!line.Success || (line.Groups["home"].Success && !parameters.Contains(line.Groups["home"].Value)))
            {
                break;
            }

            places.Add(new Place(line.Groups["type"].Value, line.Groups["name"].Value, line.Groups["length"].Value));
            at += line.Length;
            end = at;
        }

        return new KernelText(name, signature, comments, places, body, end);
    }

    /// <summary>The first lines.</summary>
    public string First => Body.Substring(0, FirstLength);

    /// <summary>The lines after them, without an empty one between.</summary>
    public string Rest { get; } = Body.Substring(FirstLength).TrimStart('\n');

    /// <summary>The parameters that the lines after the first use themselves.</summary>
    public IEnumerable<Place> ParametersOfRest => ParametersOf(Signature).Where(
        parameter => Places.All(place => place.Name != parameter.Name) && Regex.IsMatch(Rest, $@"\b{parameter.Name}\b", RegexOptions.CultureInvariant));

    private static IEnumerable<Place> ParametersOf(string signature) => signature.Split([", "], StringSplitOptions.None)
        .Select(parameter => parameter.Split(' '))
        .Select(parts => new Place(parts[0], parts[1], ""));
}

/// <summary>A variable that says where something lies.</summary>
/// <param name="Type">Its type in C#.</param>
/// <param name="Length">Of a span whose length is fixed; otherwise empty.</param>
internal sealed record Place(string Type, string Name, string Length);
