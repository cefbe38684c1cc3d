using System.Collections;
using System.Reflection;
using LeNet.Generator.Pipeline;
using LeNet.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Tests.Pipeline;

public class ModelGraphTests
{
    // What would keep a whole compilation or a file's text alive, or would never compare equal.
    private static readonly Type[] Forbidden =
        [typeof(Compilation), typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SemanticModel), typeof(Location), typeof(SourceText), typeof(Delegate)];

    [Theory]
    [InlineData(Steps.Files)]
    [InlineData(Steps.Classes)]
    [InlineData(Steps.Networks)]
    [InlineData(Steps.Language)]
    [InlineData(Steps.Unoptimized)]
    [InlineData(Steps.OldLanguage)]
    [InlineData(Steps.Diagnostics)]
    public void The_model_roots_nothing_of_the_compiler(string step)
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithSource("class Program { }")
            .WithFile("/project/good.arch.json", Architectures.LeNet5)
            .WithFile("/project/bad.arch.json", Architectures.LeNet5.Replace("\"tanh\"", "1", StringComparison.Ordinal))
            .Generate();
        object[] values = [.. project.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value)];
        Assert.NotEmpty(values);

        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object value in values)
        {
            Walk(value, value.GetType().Name, seen);
        }

        Assert.True(seen.Count > values.Length || values[0].GetType().IsValueType);
    }

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        Type type = value.GetType();
        Assert.False(Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)), $"{path} is a {type}");

        // A descriptor is static, and its texts are localisable.
        if (type.IsPrimitive || type.IsEnum || value is string or Type or DiagnosticDescriptor)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Walk(item, path + "[]", seen);
            }
        }

        for (Type? declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
