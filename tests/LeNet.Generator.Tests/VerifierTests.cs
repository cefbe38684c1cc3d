using VerifyTests;
using VerifyXunit;
using Xunit.Sdk;

namespace LeNet.Generator.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lenet-verifier-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Approved_text_passes_whatever_its_line_ends_and_clears_what_was_received()
    {
        File.WriteAllText(At("Some.Test.verified.txt"), "a\r\nb");
        File.WriteAllText(At("Some.Test.received.txt"), "old");
        await Verifier.Verify("a\nb", "txt", At("Some.cs"), "Test");
        Assert.Equal(["Some.Test.verified.txt"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Several_texts_are_told_apart_by_their_names()
    {
        File.WriteAllText(At("Some.Test#One.verified.cs"), "1");
        File.WriteAllText(At("Some.Test#Two.verified.cs"), "2");
        File.WriteAllText(At("Some.TestOther.verified.cs"), "3");
        await Verifier.Verify([new Target("cs", "1", "One"), new Target("cs", "2", "Two")], At("Some.cs"), "Test");
    }

    [Fact]
    public async Task An_approved_text_for_which_none_comes_fails()
    {
        File.WriteAllText(At("Some.Test#One.verified.cs"), "1");
        File.WriteAllText(At("Some.Test#Two.verified.cs"), "2");
        XunitException failure = await Assert.ThrowsAsync<XunitException>(
            () => Verifier.Verify([new Target("cs", "1", "One")], At("Some.cs"), "Test"));
        Assert.Contains("Some.Test#Two.verified.cs", failure.Message, StringComparison.Ordinal);
    }

    private string At(string file) => Path.Combine(_folder, file);
}
