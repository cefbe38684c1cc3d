using System.Globalization;
using System.Text;
using LeNet.Export.Text;

namespace LeNet.Export.C;

/// <summary>Names in C, which older compilers take in ASCII alone.</summary>
internal static class CIdentifiers
{
    /// <summary>A name from an architecture file, in lower case, in ASCII, and not one that C keeps for itself: größe_1 is gr_u00f6_u00dfe_1.</summary>
    public static string Of(string name)
    {
        var ascii = new StringBuilder(name.Length);
        foreach (char letter in Casing.Snake(name))
        {
            ascii.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter.ToString() : string.Create(CultureInfo.InvariantCulture, $"_u{(int)letter:x4}"));
        }

        return char.IsAsciiLetter(ascii[0]) ? ascii.ToString() : "n" + ascii;
    }

    /// <summary>The name of a network in file names and before functions: LeNet5 is lenet5.</summary>
    public static string Prefix(string network) => Of(network.ToLowerInvariant());
}
