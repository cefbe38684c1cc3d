namespace LeNet.Runtime;

/// <summary>
/// Matches by order and shape: each parameter gets the first tensor that is left of its shape and of the last part of its name.
/// </summary>
internal static class OrderMatch
{
    /// <inheritdoc cref="MatchedTensors.Of"/>
    public static MatchedTensors Find(ITensorFile file, NetworkDescription network)
    {
        List<StoredTensor> left = InOrder(file);
        StoredTensor?[] found = Match(left, network);
        for (int i = 0; i < found.Length; i++)
        {
            ParameterDescription parameter = network.Parameters[i];
            if (found[i] is null && !parameter.IsInteger)
            {
                string rest = left.Count == 0 ? "no tensor is left" : $"left are {string.Join(", ", left.Take(4).Select(tensor => $"'{SafetensorsHeader.Shown(tensor.Name)}' {tensor.Shown}"))}{(left.Count > 4 ? ", …" : "")}";
                throw new DataFileException(file.Path, $"by order and shape, no tensor is '{parameter.Name}'; {MatchedTensors.Wanted(network, parameter)}; {rest}");
            }
        }

        if (left.Count > 0)
        {
            throw new DataFileException(file.Path, $"by order and shape, tensor '{SafetensorsHeader.Shown(left[0].Name)}', {left[0].Shown}, is none of the network {network.Name}");
        }

        IEnumerable<string> pairs = found.Zip(network.Parameters).Where(pair => pair.First is not null)
            .Select(pair => $"{SafetensorsHeader.Shown(pair.First!.Name)} → {pair.Second.Name}");
        return new MatchedTensors(found, $"tensors were matched by order and shape: {string.Join(", ", pairs)}");
    }

    /// <summary>Whether all tensors find a place that way.</summary>
    public static bool Fits(ITensorFile file, NetworkDescription network)
    {
        List<StoredTensor> left = InOrder(file);
        StoredTensor?[] found = Match(left, network);
        return left.Count == 0 && found.Zip(network.Parameters).All(pair => pair.First is not null || pair.Second.IsInteger);
    }

    private static StoredTensor?[] Match(List<StoredTensor> left, NetworkDescription network)
    {
        var found = new StoredTensor?[network.Parameters.Count];
        for (int i = 0; i < found.Length; i++)
        {
            ParameterDescription parameter = network.Parameters[i];
            int place = left.FindIndex(tensor =>
                MatchedTensors.HasTypeOf(tensor, parameter) && tensor.HasShapeOf(parameter) && MatchedTensors.EndAlike(tensor, parameter));
            if (place >= 0)
            {
                found[i] = left[place];
                left.RemoveAt(place);
            }
        }

        return found;
    }

    /// <summary>
    /// As the layers follow on each other. A safetensors file is sorted by name, with "10" before "2": numbers are put in
    /// their order again. A file of PyTorch's own is in order already.
    /// </summary>
    private static List<StoredTensor> InOrder(ITensorFile file) => file is SafetensorsFile
        ? [.. file.Contents.OrderBy(tensor => tensor.Name, NaturalOrder.Instance)]
        : [.. file.Contents];
}
