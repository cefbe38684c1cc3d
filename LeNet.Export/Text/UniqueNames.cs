using System.Globalization;

namespace LeNet.Export.Text;

/// <summary>Names that are given once.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name, with a number behind it if it is taken.</summary>
    public string Of(string name)
    {
        string unique = name;
        for (int number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return unique;
    }
}
