namespace LeNet.Runtime;

/// <summary>Finds the tensors of a network in what torch.save was given.</summary>
internal static class StateDict
{
    /// <summary>What the state dict is called in the checkpoints of training programs, the likeliest first.</summary>
    private static readonly string[] Names = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params"];

    private const string Advice = "save the state dict alone: torch.save(model.state_dict(), 'model.pt')";

    /// <summary>The tensors by name, in their order, and the entry of a checkpoint that they are in, or null.</summary>
    /// <exception cref="DataFileException">It is no state dict, and none is in it.</exception>
    public static (IReadOnlyDictionary<string, object?> Tensors, string? Entry) Find(string path, object? saved)
    {
        switch (saved)
        {
            case PickledDictionary root when HoldsTensors(root):
                return (root.Entries, null);
            case PickledDictionary root:
                string[] candidates = [.. root.Entries.Where(entry => entry.Value is PickledDictionary inner && HoldsTensors(inner)).Select(entry => entry.Key)];
                string? chosen = candidates is [string only] ? only : Names.FirstOrDefault(name => candidates.Contains(name));
                return chosen is not null
                    ? (((PickledDictionary)root.Entries[chosen]!).Entries, chosen)
                    : throw new DataFileException(path, candidates.Length > 0
                        ? $"holds several state dicts ({Shown(candidates)}); save one alone"
                        : $"holds no state dict but {(root.Entries.Count > 0 ? Shown([.. root.Entries.Keys]) : "an empty dictionary")}; {Advice}");
            case PickledObject whole:
                throw new DataFileException(path, $"holds an object of the class {SafetensorsHeader.Shown(whole.Class.ToString())}, which only its own code can make; {Advice}");
            default:
                throw new DataFileException(path, $"holds {(saved is PickledTensor ? "one tensor without a name" : "no dictionary")}; {Advice}");
        }
    }

    private static bool HoldsTensors(PickledDictionary dictionary) => dictionary.Entries.Values.Any(value => value is PickledTensor);

    private static string Shown(string[] names) =>
        $"{string.Join(", ", names.Take(6).Select(name => $"'{SafetensorsHeader.Shown(name)}'"))}{(names.Length > 6 ? ", …" : "")}";
}
