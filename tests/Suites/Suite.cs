using System.Globalization;

namespace LeNet.Testing.Suites;

/// <summary>
/// How much is tested. The quick suite, which `dotnet test` runs, has a few of what there could be any number of; the whole suite
/// (tests/whole.sh, which sets LENET_TESTS=whole) has many, and all cases of the long tables.
/// </summary>
internal static class Suite
{
    private const string Variable = "LENET_TESTS";

    /// <summary>Whether the whole suite runs.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "quick" => false,
        "whole" => true,
        string other => throw new InvalidOperationException($"{Variable} is '{other}'; it may be quick or whole"),
    };

    /// <summary>How often something is done that could be done any number of times.</summary>
    /// <param name="quick">In the quick suite.</param>
    /// <param name="whole">In the whole suite.</param>
    /// <param name="variable">An environment variable that sets another number, if there is one.</param>
    public static int Count(int quick, int whole, string? variable = null) =>
        variable is not null && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : IsWhole ? whole : quick;

    /// <summary>The cases of a long table: all in the whole suite; one in so many, the first among them, in the quick one.</summary>
    public static IEnumerable<T> Cases<T>(IEnumerable<T> all, int oneIn) => IsWhole ? all : all.Where((_, index) => index % oneIn == 0);

    /// <summary>The cases of a table whose first few stand for all.</summary>
    public static IEnumerable<T> First<T>(int quick, IEnumerable<T> all) => IsWhole ? all : all.Take(quick);
}
