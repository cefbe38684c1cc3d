using LeNet.Export.Tests.Tools;
using LeNet.Exports.Cases;
using LeNet.Testing;

namespace LeNet.Export.Tests.C;

/// <summary>Exported C with what it is to compute, compiled without a warning and run: it checks itself.</summary>
internal static class CompiledCase
{
    /// <summary>What it says if all is right.</summary>
    public const string Right = "the same bits\n";

    private static readonly string[] Strict = ["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-O2"];

    /// <summary>Options with which undefined behaviour and accesses outside of arrays end the program.</summary>
    public static readonly string[] Sanitized = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

    /// <summary>What it says.</summary>
    /// <param name="exported">The case.</param>
    /// <param name="options">More options of the compiler.</param>
    public static async Task<string> Run(ExportCase exported, params string[] options)
    {
        using var work = new WorkFolder();
        exported.WriteC(work.Path);
        string program = work["check"];
        string warnings = await Tool.C.Run([.. Strict, .. options, work["net.c"], Repository.PathOf("tests/exports/check.c"), "-I", work.Path, "-lm", "-o", program]);
        Assert.Empty(warnings);
        return await Tool.Run(program, []);
    }
}
