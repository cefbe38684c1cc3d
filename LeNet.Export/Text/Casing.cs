using System.Text;
using LeNet.Generator.Naming;

namespace LeNet.Export.Text;

/// <summary>Names as languages write them, from those of an architecture file.</summary>
internal static class Casing
{
    /// <summary>conv1 is conv1, fc_out is fcOut.</summary>
    public static string Camel(string name)
    {
        string pascal = PascalCase.Of(name);
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    /// <summary>LeakyRelu is leaky_relu, Expm1 is expm1, LeNet5 is le_net5.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(name[i]));
        }

        return snake.ToString();
    }
}
