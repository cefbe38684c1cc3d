using System.Globalization;
using LeNet.Export.Loops.Functions;

namespace LeNet.Export.CSharp;

/// <summary>Names in C#.</summary>
internal static class Identifiers
{
    // The reserved words of C#, and those that cannot name a type though they are reserved in some places only.
    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit "
        + "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out "
        + "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true "
        + "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while "
        + "dynamic field file nint notnull nuint partial record required scoped unmanaged var where yield").Split(' '),
        StringComparer.Ordinal);

    // Members of every exported class, and types that its code names.
    private static readonly HashSet<string> Taken = new(
        [
            .. ("Predict Logits ImageBytes Classes LoadImage Decode Softmax FusedMultiplyAdd RoundOnce PowerOfTwo "
            + "ArgumentException Array Base64 BinaryPrimitives BitConverter Buffer Convert Math MathF MemoryMarshal MethodImpl MethodImplOptions ReadOnlySpan Span System").Split(' '),
            .. AllFunctions.All.Select(function => function.Name),
        ],
        StringComparer.Ordinal);

    /// <summary>What is wrong with a name for a class, or null.</summary>
    public static string? CheckClass(string name) =>
        !IsIdentifier(name) ? $"'{name}' cannot name a class; use letters, digits and _, with no digit first"
        : Keywords.Contains(name) ? $"'{name}' is a word of C# and cannot name a class"
        : Taken.Contains(name) || name.StartsWith("Forward", StringComparison.Ordinal)
            || name.StartsWith("Weights", StringComparison.Ordinal) ? $"'{name}' is a name that the exported code needs for itself; choose another"
        : null;

    /// <summary>What is wrong with a name for a namespace, or null.</summary>
    public static string? CheckNamespace(string name)
    {
        foreach (string part in name.Split('.'))
        {
            if (!IsIdentifier(part))
            {
                return $"'{name}' cannot name a namespace; use letters, digits and _ with no digit first, and dots between";
            }

            if (Keywords.Contains(part) || part == "System")
            {
                return $"'{part}' cannot be part of a namespace here; choose another";
            }
        }

        return null;
    }

    private static bool IsIdentifier(string name) => name.Length > 0 && IsStart(name[0]) && name.All(IsPart);

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsPart(char c) => IsStart(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
}
