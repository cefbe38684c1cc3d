using LeNet.Generator.Naming;

namespace LeNet.Generator.Tests.Naming;

public class NamesTests
{
    [Theory]
    [InlineData("conv1", "Conv1")]
    [InlineData("fc_out", "FcOut")]
    [InlineData("fcOut", "FcOut")]
    [InlineData("conv1_1", "Conv1_1")]
    [InlineData("conv11", "Conv11")]
    [InlineData("_a", "A")]
    [InlineData("_", "_")]
    [InlineData("a_", "A_")]
    [InlineData("é_b", "ÉB")]
    public void A_layer_name_becomes_a_part_of_a_method_name(string name, string expected)
    {
        Assert.Equal(expected, PascalCase.Of(name));
    }

    [Theory]
    [InlineData("My.App", "My.App")]
    [InlineData("My-App", "My_App")]
    [InlineData("1st.App", "_1st.App")]
    [InlineData("a..b.", "a.b")]
    [InlineData("My.class", "My.class_")]
    [InlineData("", "")]
    public void A_root_namespace_becomes_legal(string root, string expected)
    {
        Assert.Equal(expected, Names.ToNamespace(root));
        Assert.True(expected.Length == 0 || Names.CheckNamespace(expected) is null);
    }

    [Theory]
    [InlineData("LeNet5")]
    [InlineData("_1")]
    [InlineData("Ärger")]
    [InlineData("網")]
    public void A_class_may_have_any_identifier_as_its_name(string name) => Assert.Null(Names.CheckClass(name));

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("5x")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("@a")]
    [InlineData("\\u0041")]
    [InlineData("a\u200Db")]
    [InlineData("😀")]
    [InlineData("int")]
    [InlineData("async")]
    [InlineData("dynamic")]
    [InlineData("var")]
    public void A_class_may_not_have_another_name(string name) => Assert.NotNull(Names.CheckClass(name));

    [Theory]
    [InlineData("kernal_size", "kernel_size")]
    [InlineData("kernelSize", "kernel_size")]
    [InlineData("kernel", "kernel_size")]
    [InlineData("kernel_shape", "kernel_size")]
    [InlineData("Stride", "stride")]
    [InlineData("stirde", "stride")]
    [InlineData("tride", "stride")]
    [InlineData("stdire", "stride")]
    [InlineData("tsried", "stride")]
    [InlineData("tides", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_known_name_is_suggested(string found, string? expected)
    {
        Assert.Equal(expected, Suggestion.For(found, ["kernel_size", "stride"], ForeignNames.Keys)?.Name);
    }

    [Fact]
    public void A_very_long_name_is_not_compared()
    {
        Assert.Null(Suggestion.For(new string('k', 100_000), ["kernel_size"], ForeignNames.Keys));
    }
}
