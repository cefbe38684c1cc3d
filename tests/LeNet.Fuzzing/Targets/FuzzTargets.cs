namespace LeNet.Fuzzing.Targets;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    /// <summary>Makes each, by name.</summary>
    public static IReadOnlyDictionary<string, Func<FuzzTarget>> All { get; } = new Dictionary<string, Func<FuzzTarget>>
    {
        ["idx"] = () => new IdxTarget(),
        ["gzip"] = () => new GzipTarget(),
        ["download"] = () => new DownloadTarget(),
        ["safetensors"] = () => new SafetensorsTarget(),
        ["pytorch"] = () => new PyTorchTarget(),
        ["onnx"] = () => new OnnxTarget(),
        ["checkpoint"] = () => new CheckpointTarget(),
        ["picture"] = () => new PictureTarget(),
        ["table"] = () => new TableTarget(),
        ["array"] = () => new ArrayTarget(),
        ["json"] = () => new JsonTarget(),
        ["architecture"] = () => new ArchitectureTarget(),
        ["recipe"] = () => new RecipeTarget(),
        ["request"] = () => new RequestTarget(),
    };
}
