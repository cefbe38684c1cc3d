using LeNet.Generator.Text;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Tests.Text;

public class JsonReaderTests
{
    private static readonly string Deepest = new string('[', JsonReader.MaxDepth) + new string(']', JsonReader.MaxDepth);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData(" \t\r\n[1 , 2]\n")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\": {\"b\": [true, false, null]}, \"a\": 2}")]
    [InlineData("[0, -0, 1, -1, 12345678901234567890, 0.5, -0.25, 1e3, 1E+3, 1.5e-3, 1e400, -1e400, 1e-400]")]
    [InlineData("[\"\", \"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"\\u0041\\u00e9\\uD83D\\uDE00\", \"é😀\u2028\"]")]
    [InlineData("// comment\n[1, // one\r\n2 /* two */, /* * / ** */ 3] // end")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1, /* c */ }")]
    [InlineData("[1 //\n, //\n]")]
    [InlineData("{\"\":0,\"\\u0061\":1}")]
    public void Reads_what_System_Text_Json_reads(string text)
    {
        Yardstick.AssertAgrees(text);
        Assert.Empty(JsonReader.Read(text).Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("// nothing")]
    [InlineData("/* open")]
    [InlineData("/")]
    [InlineData("[1] 2")]
    [InlineData("[1],")]
    [InlineData("[,]")]
    [InlineData("[1,,2]")]
    [InlineData("[1 2]")]
    [InlineData("{,}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{a:1}")]
    [InlineData("{1:1}")]
    [InlineData("{'a':1}")]
    [InlineData("[1}")]
    [InlineData("{\"a\":1]")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("]")]
    [InlineData("[01]")]
    [InlineData("[-]")]
    [InlineData("[+1]")]
    [InlineData("[.5]")]
    [InlineData("[5.]")]
    [InlineData("[1e]")]
    [InlineData("[1e+]")]
    [InlineData("[0x10]")]
    [InlineData("[1.2.3]")]
    [InlineData("[--1]")]
    [InlineData("[−1]")]
    [InlineData("[1_000]")]
    [InlineData("[٣]")]
    [InlineData("[True]")]
    [InlineData("[nulls]")]
    [InlineData("[NaN, Infinity]")]
    [InlineData("[\"a]")]
    [InlineData("[\"a\nb\"]")]
    [InlineData("[\"a\tb\"]")]
    [InlineData("[\"\\x41\"]")]
    [InlineData("[\"\\u12\"]")]
    [InlineData("[\"\\u12G4\"]")]
    [InlineData("[\"\\u 123\"]")]
    [InlineData("[\"\\uD83D\"]")]
    [InlineData("[\"\\uDE00\"]")]
    [InlineData("[\"\\uD83D\\u0041\"]")]
    [InlineData("[\"\\\"]")]
    [InlineData("[1]\u00A0")]
    [InlineData("[1] // \u2028")]
    [InlineData("[1]\0")]
    public void Refuses_what_System_Text_Json_refuses(string text)
    {
        Yardstick.AssertAgrees(text);
        Assert.NotEmpty(JsonReader.Read(text).Errors);
    }

    [Fact]
    public void Depth_has_the_same_limit()
    {
        Yardstick.AssertAgrees(Deepest);
        Yardstick.AssertAgrees($"[{Deepest}]");
        Assert.Empty(JsonReader.Read(Deepest).Errors);
        Assert.Equal("nested deeper than 64 levels", Assert.Single(JsonReader.Read($"[{Deepest}]").Errors).Message);
    }

    [Fact]
    public void Very_deep_text_neither_overflows_the_stack_nor_takes_long()
    {
        foreach (string bracket in (string[])["[", "{\"a\":", "[{\"a\":"])
        {
            Assert.Single(JsonReader.Read(string.Concat(Enumerable.Repeat(bracket, 200_000))).Errors);
        }
    }

    [Fact]
    public void A_byte_order_mark_at_the_start_is_skipped()
    {
        JsonDocument document = JsonReader.Read("\uFEFF[1]");
        Assert.Empty(document.Errors);
        Assert.Equal(new TextSpan(1, 3), document.Root.Span);
        Assert.NotEmpty(JsonReader.Read("[1]\uFEFF").Errors);
    }

    [Fact]
    public void Every_key_and_value_has_its_span()
    {
        const string Text = "{ // é😀\r\n\t\"é😀\" : [ 10, \"\\n\" ],\r\n\"b\":{\"c\":null} }";
        var root = (JsonObject)JsonReader.Read(Text).Root;
        string At(TextSpan span) => Text.Substring(span.Start, span.Length);

        Assert.Equal(Text, At(root.Span));
        Assert.Equal("\"é😀\"", At(root.Members[0].NameSpan));
        Assert.Equal("[ 10, \"\\n\" ]", At(root.Members[0].Value.Span));
        Assert.Equal(["10", "\"\\n\""], ((JsonArray)root.Members[0].Value).Items.Select(item => At(item.Span)));
        Assert.Equal("\"b\"", At(root.Members[1].NameSpan));
        Assert.Equal("{\"c\":null}", At(root.Members[1].Value.Span));
        Assert.Equal("null", At(((JsonObject)root.Members[1].Value).Members[0].Value.Span));
    }

    [Fact]
    public void Cancellation_is_let_through()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => JsonReader.Read("[1]", cancelled));
    }
}
