using LeNet.Generator.Text;

namespace LeNet.Generator.Tests.Text;

public class JsonErrorTests
{
    [Theory]
    [InlineData("[1 2]", "2: expected a comma or ]")]
    [InlineData("{\"a\":1 \"b\":2}", "\"b\": expected a comma or }")]
    [InlineData("{\"a\" 1}", "1: expected a colon after the key \"a\"")]
    [InlineData("{\"a\"}", "}: expected a colon after the key \"a\"")]
    [InlineData("{\"a\": }", "}: expected a value")]
    [InlineData("[1,,2]", ",: expected a value")]
    [InlineData("{a: 1}", "a: \"a\" is not JSON; text needs double quotes")]
    [InlineData("{1: 1}", "1: expected a key in double quotes")]
    [InlineData("['a b']", "'a b': text needs double quotes, not single ones")]
    [InlineData("['a b]", "'a b]: text needs double quotes, at its end too")]
    [InlineData("[True]", "True: \"True\" is not JSON; write true")]
    [InlineData("[None]", "None: \"None\" is not JSON; text needs double quotes")]
    [InlineData("[012]", "012: \"012\" is not a number as JSON writes it: digits with at most one point and digits on both sides of it, no leading zero, no plus sign, as in 5, -0.25 or 1e-3")]
    [InlineData("[−1]", "−: unexpected character '−' (U+2212)")]
    [InlineData("[😀]", "😀: unexpected character '😀' (U+1F600)")]
    [InlineData("[\u200B1]", "\u200B: unexpected character (U+200B)")]
    [InlineData("[\"a\\x\"]", "\\x: unknown escape \"\\x\"; a backslash itself is written \\\\")]
    [InlineData("[\"a\\😀\"]", "\\😀: unknown escape \"\\😀\"; a backslash itself is written \\\\")]
    [InlineData("[\"a\\u12\"]", "\\u12: \\u takes four hexadecimal digits")]
    [InlineData("[\"a\\uD83Db\"]", "\\uD83D: half of a surrogate pair")]
    [InlineData("[\"a\tb\"]", "\t: a tab inside a string is written \\t")]
    [InlineData("[\"a\u0001b\"]", "\u0001: a control character inside a string is written \\u0001")]
    [InlineData("[\"abc]\n", "\"abc]: this string has no closing quote")]
    [InlineData("[1 /* ]", "/*: this comment has no end; close it with */")]
    [InlineData("[1", "[: the file ends before the ] that closes this")]
    [InlineData("{\"a\": {", "{: the file ends before the } that closes this")]
    [InlineData("", ": the file ends where a value is expected")]
    [InlineData("{} {}", "{: expected nothing more after the first value")]
    [InlineData("{\"a\": [1, 2}", "}: expected ]")]
    [InlineData("{\"a\": [{\"b\": 1], \"c\": 2}", "]: expected }")]
    public void One_mistake_gives_one_error_at_its_place(string text, string expected)
    {
        Assert.Equal([expected], Errors(text));
    }

    [Fact]
    public void Independent_mistakes_are_all_reported()
    {
        const string Text = """
            {
              "a": 01,
              "b": 'x',
              "c": [1 2],
              "d": 4,
              "e" 5,
              "f": 6,
              "g": {"h": nil}
            }
            """;
        Assert.Equal(["01", "'x'", "2", "5", "nil"], Errors(Text).Select(error => error[..error.IndexOf(':')]));
    }

    [Fact]
    public void What_follows_from_a_mistake_is_not_reported()
    {
        const string Text = """
            {
              "name: "LeNet5",
              "input": { "shape": [1, 2, 3] },
              "b": 01
            }
            """;
        Assert.Equal(["LeNet5", "01"], Errors(Text).Select(error => error[..error.IndexOf(':')]));
    }

    [Fact]
    public void The_number_of_errors_is_limited()
    {
        Assert.Equal(10, Errors("[" + string.Join(",", Enumerable.Repeat("x", 1000)) + "]").Count);
    }

    [Fact]
    public void What_could_be_read_is_kept()
    {
        var root = (JsonObject)JsonReader.Read("{ \"a\": 1, \"b\": [2, x], \"c\" \"d\": 3, \"e\": [4").Root;
        Assert.Equal(["a", "b", "c", "e"], root.Members.Select(member => member.Name).Where(name => name != "d"));
        Assert.Equal(1, ((JsonNumber)root.Find("a")!.Value).Value);
        Assert.Equal(2, ((JsonNumber)((JsonArray)root.Find("b")!.Value).Items[0]).Value);
        Assert.Equal(4, ((JsonNumber)((JsonArray)root.Find("e")!.Value).Items[0]).Value);
    }

    private static List<string> Errors(string text) =>
        [.. JsonReader.Read(text).Errors.Select(error => $"{text.Substring(error.Span.Start, error.Span.Length)}: {error.Message}")];
}
