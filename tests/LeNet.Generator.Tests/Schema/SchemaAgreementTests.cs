using System.Text.Json;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Pipeline;
using LeNet.Generator.Tests.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Generator.Tests.Schema;

/// <summary>The generator and a validator with the schema judge the same files.</summary>
public class SchemaAgreementTests
{
    // What one value says of another, which no schema can know; docs/package.md tells users so.
    private static readonly DiagnosticDescriptor[] BeyondSchema =
    [
        Descriptors.DuplicateKey, Descriptors.DuplicateLayer, Descriptors.Preprocessing, Descriptors.LayerDoesNotFit, Descriptors.DeclaredInput, Descriptors.TooLarge,
    ];

    private static readonly string[] AnyValues =
    [
        "null", "true", "false", "0", "1", "2", "5", "5.0", "0.5e1", "5.5", "-1", "-0", "-0.0", "0.5", "65536", "65537", "2147483647", "2147483648", "1e9", "1e10", "1e300", "1e999", "-1e999",
        "\"\"", "\"x\"", "\"Net\"", "\"class\"", "\"record\"", "\"partial\"", "\"Network\"", "\"Span\"", "\"A.B\"", "\"A.class\"", "\"A.record\"", "\"A..B\"", "\".A\"", "\"A.\"", "\"class.A\"", "\"A.classy\"",
        "\"tanh\"", "\"TANH\"", "\"none\"", "\"resize\"", "\"cross_entropy\"", "\"Flatten\"", "\"dense\"",
        "[]", "[1]", "[1, 1]", "[5, 3]", "[0, 1]", "[1, \"1\"]", "[1.0, 2e0]", "[1, 1, 1]", "[3, 20, 20]", "[1, 1, 1, 1]", "[0.5]", "[-0.5, 1e3]", "[null]", "[[1]]", "[{}]",
        "{}", "{ \"shape\": [1, 32, 32] }", "{ \"shape\": [1, 28, 28], \"fit\": \"pad\" }", "{ \"type\": \"relu\" }",
        "[{ \"name\": \"fc\", \"type\": \"linear\", \"out_features\": 10 }]", "[{ \"name\": \"fc\", \"type\": \"linear\" }]", "[{ \"type\": \"linear\", \"out_features\": 10 }]", "[7]",
    ];

    public static IEnumerable<TheoryDataRow<string>> Places => Suite.Cases(KeyPlace.All, oneIn: 3).Select(place => new TheoryDataRow<string>(place.ToString()));

    [Theory]
    [MemberData(nameof(Places))]
    public void Every_value_of_every_key_is_accepted_by_both_or_by_none(string name)
    {
        KeyPlace place = KeyPlace.All.Single(place => place.ToString() == name);
        string[] legal = LegalValues.Of(place.Key.Value);
        int accepted = 0;
        int refused = 0;
        foreach (string value in AnyValues.Concat(LayerReaders.Types.Select(type => $"\"{type}\"")).Concat(legal).Concat(LegalValues.Beyond(place.Key.Value)))
        {
            bool isAccepted = AssertAgreement(place.With(value), $"{place}: {value}");
            accepted += isAccepted ? 1 : 0;
            refused += isAccepted ? 0 : 1;
            Assert.True(isAccepted || !legal.Contains(value), $"{place} should accept {value}");
        }

        Assert.True(accepted > 0 && refused > 0);
    }

    [Fact]
    public void A_missing_key_is_refused_by_both_if_it_is_required()
    {
        foreach (KeyPlace place in KeyPlace.All)
        {
            Assert.Equal(!place.Key.IsRequired, AssertAgreement(place.Without(), $"without {place}"));
        }
    }

    [Fact]
    public void A_key_that_the_object_does_not_have_is_refused_by_both()
    {
        string[] names = [.. KeyPlace.All.Select(place => place.Key.Name).Concat(ForeignNames.Keys.Select(key => key.Spelling)).Append("comment").Distinct()];
        foreach (IGrouping<string, KeyPlace> owner in KeyPlace.All.GroupBy(place => place.Owner))
        {
            KeyPlace optional = owner.FirstOrDefault(place => !place.Key.IsRequired) ?? owner.First();
            foreach (string name in names.Except(owner.Select(place => place.Key.Name)))
            {
                Assert.False(AssertAgreement(optional.With(name, "1"), $"{owner.Key}.{name}"));
            }
        }
    }

    [Theory]
    [InlineData("network.name")]
    [InlineData("network.namespace")]
    [InlineData("conv2d.name")]
    public void Every_word_of_CSharp_is_accepted_by_both_or_by_none(string name)
    {
        KeyPlace place = KeyPlace.All.Single(place => place.ToString() == name);
        string[] words = [.. Enum.GetValues<SyntaxKind>().Select(kind => SyntaxFacts.GetText(kind)).Concat(Names.ReservedForClasses).Where(word => word.Length > 0)];
        Assert.True(words.Length > 150);
        Assert.All(words, word => AssertAgreement(place.With(JsonSerializer.Serialize(word)), word));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("\"LeNet5\"")]
    [InlineData("{}")]
    public void What_is_no_network_is_refused_by_both(string json) => Assert.False(AssertAgreement(json, json));

    [Fact]
    public void Exchanged_values_are_accepted_by_both_or_by_none()
    {
        var random = new Random(11);
        int accepted = 0;
        int files = Suite.Count(quick: 300, whole: 1_000);
        for (int i = 0; i < files; i++)
        {
            KeyPlace place = KeyPlace.All[random.Next(KeyPlace.All.Count)];
            KeyPlace other = KeyPlace.All[random.Next(KeyPlace.All.Count)];
            string[] values = LegalValues.Of(other.Key.Value) is { Length: > 0 } legal ? legal : AnyValues;
            accepted += AssertAgreement(place.With(values[random.Next(values.Length)]), $"{place} as {other}, file {i}") ? 1 : 0;
        }

        Assert.InRange(accepted, files / 10, files * 9 / 10);
    }

    /// <returns>Whether both accept.</returns>
    private static bool AssertAgreement(string text, string what)
    {
        ArchitectureFile file = Architectures.Read(text);
        DiagnosticInfo[] complaints = [.. file.Diagnostics.Where(diagnostic => !BeyondSchema.Contains(diagnostic.Descriptor))];
        Assert.DoesNotContain(complaints, complaint => complaint.Descriptor == Descriptors.Syntax);
        IReadOnlyList<string> errors = SchemaValidator.Validate(text);
        Assert.True(
            complaints.Length == 0 == (errors.Count == 0),
            $"{what}\ngenerator: {string.Join("; ", complaints.Select(complaint => complaint.Message))}\nschema: {string.Join("; ", errors)}");
        return complaints.Length == 0;
    }
}
