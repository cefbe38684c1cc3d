namespace LeNet.Runtime;

/// <summary>What somebody may have meant by a name.</summary>
internal static class RecipeNames
{
    /// <summary>What others call our keys.</summary>
    private static readonly (string Theirs, string Ours)[] Foreign =
    [
        ("learning_rate", "lr"), ("learningrate", "lr"), ("epsilon", "eps"), ("rho", "alpha"), ("beta1", "betas"), ("beta2", "betas"), ("l2", "weight_decay"),
        ("decay", "weight_decay"), ("batch", "batch_size"), ("num_epochs", "epochs"), ("scheduler", "schedule"), ("lr_scheduler", "schedule"), ("grad_clip", "clip_grad_norm"),
        ("clip_norm", "clip_grad_norm"), ("augment", "augmentation"), ("name", "type"), ("steplr", "step"), ("multisteplr", "multistep"),
        ("exponentiallr", "exponential"), ("cosineannealinglr", "cosine"), ("onecyclelr", "one_cycle"), ("linearlr", "linear"), ("reducelronplateau", "plateau"),
    ];

    /// <summary>" (did you mean …?)", or nothing if no name comes near.</summary>
    public static string Hint(string found, IReadOnlyCollection<string> known) => Find(found, known) is { } name ? $" (did you mean \"{name}\"?)" : "";

    private static string? Find(string found, IReadOnlyCollection<string> known)
    {
        string bare = Bare(found);
        if (known.FirstOrDefault(name => Bare(name) == bare) is { } same)
        {
            return same;
        }

        if (Foreign.FirstOrDefault(pair => Bare(pair.Theirs) == bare).Ours is { } ours && known.Contains(ours))
        {
            return ours;
        }

        int most = bare.Length < 4 ? 1 : Math.Max(2, bare.Length / 3);
        return known
            .Select(name => (Name: name, Distance: Similarity.Distance(bare, Bare(name))))
            .Where(pair => pair.Distance <= most && pair.Distance < bare.Length)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Name)
            .FirstOrDefault();
    }

    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
