using LeNet.Import.Onnx;
using LeNet.Runtime;
using VerifyXunit;

namespace LeNet.Import.Tests;

/// <summary>Models that other programs wrote, or that are written as they do: models.py makes them.</summary>
public sealed class ForeignModelTests
{
    /// <summary>Of the largest logit: weights in double precision become floats, and some constants are floats in one of the two.</summary>
    private const double Rounding = 1e-6;

    public static TheoryData<string> Accepted => [.. Models.Names.Where(name => !name.StartsWith("refused-", StringComparison.Ordinal))];

    public static TheoryData<string> Refused => [.. Models.Names.Where(name => name.StartsWith("refused-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Accepted))]
    public void A_model_computes_the_same_as_its_network(string name) => Assert.True(Models.Import(name).Difference < Rounding);

    [Fact]
    public Task The_files_read_as_if_a_person_wrote_them() => Verifier.Verify(string.Join('\n', Models.Names
        .Where(name => !name.StartsWith("refused-", StringComparison.Ordinal))
        .Select(name => Models.Import(name))
        .Select((imported, i) => $"--- {Accepted.ElementAt(i).Data}\n{imported.Architecture}{string.Concat(imported.Notes.Select(note => $"note: {note}\n"))}")), "txt");

    [Fact]
    public Task What_cannot_be_said_is_refused_with_the_node() => Verifier.Verify(string.Join('\n', Refused
        .Select(row => $"{row.Data}: {Assert.Throws<ImportException>(() => Models.Import(row.Data)).Message}")), "txt");

    /// <summary>Every operator set has the same network of the same weights.</summary>
    [Fact]
    public void PyTorch_1_13_writes_one_network_in_all_its_operator_sets()
    {
        ImportedNetwork[] networks = [.. Models.Names.Where(name => name.StartsWith("torch-net-", StringComparison.Ordinal)).Select(name => Models.Import(name))];

        Assert.Equal(11, networks.Length);
        Assert.Single(networks.Select(network => network.Architecture[network.Architecture.IndexOf("\"layers\"", StringComparison.Ordinal)..]).Distinct());
        Assert.All(networks, network => Assert.Equal(networks[0].Weights.ToArray(), network.Weights.ToArray()));
    }

    /// <summary>All types hold the same numbers: multiples of 1/64.</summary>
    [Fact]
    public void Initial_values_of_every_float_type_are_exact()
    {
        ImportedNetwork[] networks = [.. Models.Names.Where(name => name.StartsWith("type-", StringComparison.Ordinal)).Select(name => Models.Import(name))];

        Assert.Equal(9, networks.Length);
        Assert.All(networks, network => Assert.Equal(networks[0].Weights.ToArray(), network.Weights.ToArray()));
        Assert.Equal([0.5f, 1, 2, 4], Models.Parameter(networks[0], "fc1.bias"));
    }

    [Fact]
    public void A_fixed_batch_is_the_same_network() => Assert.Equal(
        Models.Import("torch-sequential-folded").Network.Layers.Select(layer => layer.OutputShape.Aggregate(1, (a, b) => a * b)).Distinct(),
        Models.Import("torch-sequential-fixed").Network.Layers.Select(layer => layer.OutputShape.Aggregate(1, (a, b) => a * b)).Distinct());
}
