using System.Text;
using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Fuzzing.Targets;

/// <summary>The generator's JSON reader, which never throws; everything it reports lies inside the text.</summary>
internal sealed class JsonTarget : FuzzTarget
{
    public override string Name => "json";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            """{"a": [1, -2.5e3, "x\n\u0041é😀", true, false, null], "b": {"c": {}}}""",
            "// c\n[0.5, /* d */ \"\\uD83D\\uDE00\", {\"k\": [[], [[]]],},]",
            "{\r\n\t\"name\": \"LeNet5\",\r\n\t\"layers\": [\r\n\t\t{ \"type\": \"conv2d\", \"kernel_size\": [5, 3] }, // c\r\n\t]\r\n}",
            new string('[', 60) + new string(']', 60),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public override IReadOnlyList<byte[]> Pieces => ArchitectureSeeds.Pieces;

    public override IReadOnlyList<Type> Refusals => [];

    public override long MostAllocated(int length) => (64 << 10) + (512L * length);

    public override void Run(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        JsonDocument document = JsonReader.Read(text);
        foreach (JsonSyntaxError error in document.Errors)
        {
            RequireInside(error.Span, 0, text.Length);
        }

        RequireInside(document.Root, 0, text.Length);
    }

    private static void RequireInside(JsonNode node, int start, int end)
    {
        RequireInside(node.Span, start, end);
        switch (node)
        {
            case JsonObject item:
                foreach (JsonMember member in item.Members)
                {
                    RequireInside(member.NameSpan, start, end);
                    RequireInside(member.Value, start, end);
                }

                break;
            case JsonArray array:
                foreach (JsonNode element in array.Items)
                {
                    RequireInside(element, start, end);
                }

                break;
        }
    }

    private static void RequireInside(TextSpan span, int start, int end)
    {
        if (span.Start < start || span.End > end)
        {
            throw new BrokenPromiseException($"{span} is not inside [{start}..{end})");
        }
    }
}
