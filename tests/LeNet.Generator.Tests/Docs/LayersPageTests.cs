using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;

namespace LeNet.Generator.Tests.Docs;

/// <summary>docs/layers.md has every kind of layer, activation and loss with every key that an architecture file may give it.</summary>
public sealed class LayersPageTests
{
    private static readonly string[] Lines = Page.Lines("layers.md");

    public static TheoryData<string> Layers => [.. LayerReaders.Types.Except(ActivationKinds.Functions.Select(kind => kind.Name))];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_has_a_section_with_its_keys(string type)
    {
        var begin = Array.FindIndex(Lines, line => line.StartsWith("## ", StringComparison.Ordinal) && line[3..].Split(", ").Contains(type));
        Assert.True(begin >= 0, $"docs/layers.md has no section {type}.");
        IEnumerable<string> section = Lines.Skip(begin + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
        string[] keys = [.. LayerReaders.Find(type)!.Keys.Select(key => key.Name).Except([LayerReader.Name.Name, LayerReader.TypeKey.Name])];

        Assert.All(keys, key => Assert.Contains(section, line => line.StartsWith($"| `{key}` |", StringComparison.Ordinal)));
        Assert.Contains(section, line => line.Contains("PyTorch", StringComparison.Ordinal));
    }

    [Fact]
    public void Activations_have_a_row_with_their_keys() => Assert.All(ActivationKinds.Functions, AssertRow);

    [Fact]
    public void Losses_have_a_row_with_their_keys() => Assert.All(LossKinds.All, AssertRow);

    private static void AssertRow(Kind kind)
    {
        string[] rows = [.. Lines.Where(line => line.StartsWith($"| `{kind.Name}` |", StringComparison.Ordinal))];
        Assert.NotEmpty(rows);
        Assert.All(kind.Keys, key => Assert.Contains(rows, row => row.Contains($"`{key.Name}`", StringComparison.Ordinal)));
    }
}
