namespace LeNet.Runtime;

/// <summary>Matches by names, which may all have the same prefix: what DataParallel, torch.compile or Lightning puts before them.</summary>
internal static class NameMatch
{
    private const int MostShown = 3;

    /// <summary>Files that hold more networks are refused anyway.</summary>
    private const int MostPrefixes = 64;

    /// <inheritdoc cref="MatchedTensors.Of"/>
    public static MatchedTensors Find(ITensorFile file, NetworkDescription network)
    {
        var tensors = file.Contents.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        string prefix = Prefix(tensors, network);
        var found = new List<StoredTensor?>();
        foreach (ParameterDescription parameter in network.Parameters)
        {
            if (!tensors.TryGetValue(prefix + parameter.Name, out StoredTensor? tensor))
            {
                // PyTorch before 0.4.1 had no such counter, and its strict loading does without.
                found.Add(parameter.IsInteger ? null : throw Missing(file, network, parameter, prefix));
            }
            else if (!MatchedTensors.HasTypeOf(tensor, parameter) || !tensor.HasShapeOf(parameter))
            {
                throw new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(tensor.Name)}' is {tensor.Shown}; {MatchedTensors.Wanted(network, parameter)}");
            }
            else
            {
                found.Add(tensor);
            }
        }

        if (tensors.Keys.Except(found.Select(tensor => tensor?.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } extra)
        {
            throw new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(extra)}' is none of the network {network.Name}; its tensors are {string.Join(", ", network.Parameters.Select(parameter => parameter.Name))}");
        }

        return new MatchedTensors(found, prefix.Length == 0 ? null : $"the names of its tensors begin with '{SafetensorsHeader.Shown(prefix)}', which was left out");
    }

    /// <summary>The prefix under which most parameters are in the file; none rather than one, a short one rather than a long one.</summary>
    private static string Prefix(Dictionary<string, StoredTensor> tensors, NetworkDescription network)
    {
        string best = "";
        int most = Count("");
        var tried = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (ParameterDescription parameter in network.Parameters)
        {
            string end = "." + parameter.Name;
            foreach (string name in tensors.Keys.Where(name => name.EndsWith(end, StringComparison.Ordinal)))
            {
                string prefix = name[..^parameter.Name.Length];
                if (tried.Count < MostPrefixes && tried.Add(prefix) && Count(prefix) is int count && (count > most || (count == most && best.Length > prefix.Length)))
                {
                    (best, most) = (prefix, count);
                }
            }
        }

        return best;

        int Count(string prefix) => network.Parameters.Count(parameter => tensors.ContainsKey(prefix + parameter.Name));
    }

    private static DataFileException Missing(ITensorFile file, NetworkDescription network, ParameterDescription parameter, string prefix)
    {
        var taken = network.Parameters.Select(each => prefix + each.Name).ToHashSet(StringComparer.Ordinal);
        StoredTensor[] free = [.. file.Contents.Where(tensor => !taken.Contains(tensor.Name))];
        string nearest = string.Join(", ", free
            .OrderBy(tensor => tensor.HasShapeOf(parameter) ? 0 : 1)
            .ThenBy(tensor => MatchedTensors.EndAlike(tensor, parameter) ? 0 : 1)
            .ThenBy(tensor => Similarity.Distance(tensor.Name, parameter.Name))
            .Take(MostShown)
            .Select(tensor => $"'{SafetensorsHeader.Shown(tensor.Name)}' {SafetensorsHeader.Shown(tensor.Shape)}"));
        string has = nearest.Length == 0 ? "" : $"; nearest to it the file has {nearest}";
        string order = free.Length > 0 && OrderMatch.Fits(file, network) ? "; by order and shape all of its tensors fit: --by-order" : "";
        return new DataFileException(file.Path, $"tensor '{SafetensorsHeader.Shown(prefix)}{parameter.Name}' is missing; {MatchedTensors.Wanted(network, parameter)}{has}{order}");
    }
}
