namespace LeNet.Generator.Emission.Sharing;

/// <summary>
/// Writes the kernels of a file. Layers of the same shape have a method each, which says where their values lie, and share one body:
/// the C# compiler and the JIT compiler see it once.
/// </summary>
internal static class KernelTexts
{
    /// <summary>Lines of a body that are worth a method of their own.</summary>
    private const int FewestLines = 6;

    /// <summary>Writes the kernels, each after an empty line, and a shared body after the first that calls it.</summary>
    public static void Write(CodeWriter code, IReadOnlyList<KernelText> kernels)
    {
        HashSet<string> names = [.. kernels.Select(kernel => kernel.Name)];
        ILookup<string, KernelText> alike = kernels.Where(IsWorthSharing).ToLookup(KeyOf);
        Dictionary<string, string> shared = [];
        foreach (KernelText kernel in kernels)
        {
            var key = KeyOf(kernel);
            List<KernelText> sharing = [.. alike[key]];
            if (sharing.Count < 2)
            {
                Write(code, kernel.Comments, kernel.Name, kernel.Signature, kernel.Body);
                continue;
            }

            var isFirst = !shared.TryGetValue(key, out var name);
            if (isFirst)
            {
                name = Unused(kernel.Name + "Shared", names);
                shared.Add(key, name);
            }

            Place[] arguments = [.. kernel.Places, .. kernel.ParametersOfRest];
            Write(code, kernel.Comments, kernel.Name, kernel.Signature, () =>
            {
                code.Text(kernel.First);
                code.Line();
                code.Line($"{name}({string.Join(", ", arguments.Select(argument => argument.Name))});");
            });
            if (isFirst)
            {
                Write(code, CommentsOf(sharing), name!, string.Join(", ", arguments.Select(argument => $"{argument.Type} {argument.Name}")), () =>
                {
                    // RyuJIT compares with a number then, not with a variable that it keeps in a register.
                    foreach (Place span in kernel.Places.Where(place => place.Length.Length > 0))
                    {
                        code.Line($"{span.Name} = {span.Name}.Slice(0, {span.Length});");
                    }

                    code.Line();
                    code.Text(kernel.Rest);
                });
            }
        }
    }

    private static bool IsWorthSharing(KernelText kernel) => kernel.Places.Count > 0 && kernel.Rest.Count(character => character == '\n') >= FewestLines;

    /// <summary>What two kernels have in common that may share a body.</summary>
    private static string KeyOf(KernelText kernel) => string.Join("\n", [kernel.Signature, .. kernel.Places.Select(place => place.ToString()), kernel.Rest]);

    private static IReadOnlyList<string> CommentsOf(IReadOnlyList<KernelText> sharing) =>
    [
        CodeWriter.Invariant($"<summary>What <see cref=\"{sharing[0].Name}\"/> does with its spans, and {(sharing.Count == 2 ? $"<see cref=\"{sharing[1].Name}\"/>" : $"{sharing.Count - 1} others")} with others of the same sizes.</summary>"),
    ];

    private static void Write(CodeWriter code, IReadOnlyList<string> comments, string name, string signature, string body) =>
        Write(code, comments, name, signature, () => code.Text(body));

    private static void Write(CodeWriter code, IReadOnlyList<string> comments, string name, string signature, Action writeBody)
    {
        code.Line();
        foreach (var line in comments)
        {
            code.Line($"/// {line}");
        }

        code.Line("[MethodImpl(LaneMath.Kernel)]");
        using (code.Block($"private static void {name}({signature})"))
        {
            writeBody();
        }
    }

    /// <summary>A name that no kernel has: a layer may be called anything.</summary>
    private static string Unused(string name, HashSet<string> names)
    {
        while (!names.Add(name))
        {
            name += "2";
        }

        return name;
    }
}
