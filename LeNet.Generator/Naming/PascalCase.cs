using System.Text;

namespace LeNet.Generator.Naming;

/// <summary>Names as parts of method names.</summary>
internal static class PascalCase
{
    /// <summary>conv1 is Conv1, fc_out is FcOut. An underscore stays where no letter follows, so that conv1_1 is not conv11.</summary>
    public static string Of(string name)
    {
        var pascal = new StringBuilder(name.Length);
        bool startsWord = true;
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '_' && i + 1 < name.Length && char.IsLetter(name[i + 1]))
            {
                startsWord = true;
                continue;
            }

            pascal.Append(startsWord ? char.ToUpperInvariant(name[i]) : name[i]);
            startsWord = false;
        }

        return pascal.ToString();
    }
}
