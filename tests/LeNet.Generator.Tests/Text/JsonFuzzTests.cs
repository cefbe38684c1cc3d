using LeNet.Generator.Text;

namespace LeNet.Generator.Tests.Text;

public class JsonFuzzTests
{
    private static readonly string[] Seeds =
    [
        """{"a": [1, -2.5e3, "x\n\u0041é😀", true, false, null], "b": {"c": {}}}""",
        "// c\n[0.5, /* d */ \"\\uD83D\\uDE00\", {\"k\": [[], [[]]],},]",
        "{\r\n\t\"name\": \"LeNet5\",\r\n\t\"layers\": [\r\n\t\t{ \"type\": \"conv2d\", \"kernel_size\": [5, 3] }, // c\r\n\t]\r\n}",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "//", "/*", "*/", "*", "'", "0", "1", "-", "+", ".", "e", "E", "u", "\\u", "D83D",
        "true", "false", "null", "\n", "\r", "\t", " ", "\0", "\u0001", "\u007F", "\u00A0", "\u2028", "\uFEFF", "é", "😀", "−", "٣", "_", "\"a\":", "[1]",
    ];

    [Fact]
    public void Mutated_text_is_read_or_refused_as_by_System_Text_Json()
    {
        var random = new Random(1);
        for (int i = 0; i < 30_000; i++)
        {
            string text = TextMutator.Mutate(Seeds[random.Next(Seeds.Length)], Pieces, random);

            // Only the yardstick takes a byte order mark for an error here, and it does not read half surrogate pairs.
            if (!text.StartsWith('\uFEFF') && IsWellFormed(text))
            {
                Yardstick.AssertAgrees(text);
            }
            else
            {
                _ = JsonReader.Read(text);
            }
        }
    }

    [Fact]
    public void Random_text_never_throws_and_every_span_lies_inside()
    {
        var random = new Random(2);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            JsonDocument document = JsonReader.Read(text);
            Assert.All(document.Errors, error => Assert.InRange(error.Span.End, error.Span.Start, text.Length));
            AssertInside(document.Root, 0, text.Length);
        }
    }

    private static void AssertInside(JsonNode node, int start, int end)
    {
        Assert.True(start <= node.Span.Start && node.Span.End <= end);
        if (node is JsonObject item)
        {
            foreach (JsonMember member in item.Members)
            {
                Assert.True(start <= member.NameSpan.Start && member.NameSpan.End <= end);
                AssertInside(member.Value, start, end);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (JsonNode element in array.Items)
            {
                AssertInside(element, start, end);
            }
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
