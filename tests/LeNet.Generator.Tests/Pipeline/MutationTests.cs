using System.Text.RegularExpressions;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Pipeline;
using LeNet.Generator.Tests.Text;
using LeNet.Testing;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace LeNet.Generator.Tests.Pipeline;

public partial class MutationTests
{
    private static readonly string[] Files =
    [
        Architectures.LeNet5,
        Architectures.WithInput(
            """{ "shape": [3, 20, 21], "image": [10, 30], "fit": "resize" }""",
            """{ "name": "a", "type": "conv2d", "in_channels": 3, "out_channels": 4, "kernel_size": [3, 2], "stride": [2, 1], "padding": 1, "bias": false, "activation": "relu" }""",
            """{ "name": "b", "type": "max_pool2d", "kernel_size": 2 }""",
            """{ "name": "c", "type": "flatten" }""",
            """{ "name": "d", "type": "linear", "out_features": 1, "activation": "sigmoid" }""",
            """{ "name": "e", "type": "linear", "in_features": 1, "out_features": 2 }"""),
        Architectures.WithInput(
            """{ "shape": [1, 4, 4] }""",
            """{ "name": "a", "type": "flatten" }""",
            """{ "name": "b", "type": "linear", "out_features": 2, "activation": { "type": "leaky_relu", "negative_slope": 0.5 } }""",
            """{ "name": "c", "type": "elu", "alpha": 2 }""",
            """{ "name": "d", "type": "gelu", "approximate": "tanh" }""",
            """{ "name": "e", "type": "rbf", "prototypes": [[0.5, 1], [7, 2], [1, 0]] }""").Replace("\"cross_entropy\"", "{ \"type\": \"discriminative_rbf\", \"j\": 1 }", StringComparison.Ordinal),
    ];

    private static readonly string[] Pieces =
    [
        "0", "1", "2", "9", "-", ".", "e9", "65536", "99999999999", "1e999", "\"", "{", "}", "[", "]", ",", ":", "//", "\\", "null", "true", "[5, 3]", "{}", "[]", "\"\"",
        "conv2d", "linear", "flatten", "tanh", "silu", "rbf", "mse", "lecun1998", "name", "type", "_", "é", "😀", "\u200D", "\n", "\t", "\r", "\0",
    ];

    private static readonly string[] Numbers = ["0", "1", "2", "3", "4", "7", "28", "100", "4096", "65536", "-1", "0.5", "2e0"];

    /// <summary>LENET_MUTATIONS sets how many; one in LENET_MUTATIONS_COMPILED of the networks that come out is emitted and compiled.</summary>
    [Fact]
    public void A_mutated_file_ends_in_diagnostics_or_in_a_network_that_compiles()
    {
        int mutations = Suite.Count(quick: 4_000, whole: 20_000, "LENET_MUTATIONS");
        int oneIn = Suite.Count(quick: 500, whole: 300, "LENET_MUTATIONS_COMPILED");
        var random = new Random(3);
        int networks = 0;
        for (int i = 0; i < mutations; i++)
        {
            string good = Files[random.Next(Files.Length)];
            string text = random.Next(2) == 0 ? TextMutator.Mutate(good, Pieces, random) : SwapValues(good, random);
            ArchitectureFile file = Architectures.Read(text);
            Assert.True(file.Network is null == file.Diagnostics.Any(IsError), text);
            Assert.DoesNotContain(file.Diagnostics, diagnostic => diagnostic.Descriptor == Descriptors.Internal);
            Assert.All(file.Diagnostics, diagnostic => Assert.InRange(diagnostic.Place.Span.End, diagnostic.Place.Span.Start, text.Length));
            if (file.Network is not null && networks++ % oneIn == 0)
            {
                AssertCompiles(text);
            }
        }

        // Enough of each for the test to mean something.
        Assert.InRange(networks, mutations / 10, mutations * 9 / 10);
    }

    private static bool IsError(DiagnosticInfo diagnostic) => diagnostic.Descriptor.DefaultSeverity == DiagnosticSeverity.Error;

    private static void AssertCompiles(string text)
    {
        GeneratedProject project = GeneratorDriverHost.Run(text);
        Assert.All(project.Diagnostics, diagnostic => Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity));
        try
        {
            JitLimits.AssertFarBelow([.. project.Compile()]);
        }
        catch (XunitException exception)
        {
            throw new XunitException(exception.Message + Environment.NewLine + text, exception);
        }
    }

    /// <summary>Puts one or two values in the place of others, so that the text mostly stays JSON and often a network.</summary>
    private static string SwapValues(string text, Random random)
    {
        bool onlyNumbers = random.Next(4) > 0;
        for (int changes = random.Next(1, 3); changes > 0; changes--)
        {
            Match[] values = [.. Values().Matches(text).Where(match => !onlyNumbers || char.IsAsciiDigit(match.Value[^1]))];
            Match target = values[random.Next(values.Length)];
            string value = onlyNumbers ? Numbers[random.Next(Numbers.Length)] : values[random.Next(values.Length)].Value;
            text = text.Remove(target.Index, target.Length).Insert(target.Index, value);
        }

        return text;
    }

    [GeneratedRegex("""(?<=[:\[,] ?)(-?[0-9][0-9.eE]*|"[^"]*"|true|false|null)""")]
    private static partial Regex Values();
}
