using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Weights that recipes train have the same bits whatever the threads and the processor's features, by contract: see <see cref="SameBitsTests"/>.</summary>
public sealed class RecipeBitsTests
{
    private const string Distortions =
        """augmentation={"affine":{"degrees":10,"translate":0.1,"scale":[0.9,1.1],"shear":[5,5]},"elastic":{"alpha":8,"sigma":2},"crop":{"padding":1},"horizontal_flip":{},"erasing":{}}""";

    /// <summary>SHA-256 of the weights of the network Small after 25 steps.</summary>
    private static readonly (string Hash, string[] Recipe)[] Recipes =
    [
        ("f8cb4468a51a48a011589ae8014ea2fd8ef563b06cccf73469595c274525d551", ["""optimizer={"type":"sgd","lr":0.05,"momentum":0.9,"dampening":0.1,"weight_decay":0.01}""", "clip_grad_norm=0.5", "schedule=\"cosine\""]),
        ("2ac37dccebf43d2ae23516e5ac75aaff419d05aa9ce73899009722c26f0efe3b", ["""optimizer={"type":"sgd","lr":0.05,"momentum":0.9,"nesterov":true}""", "ema.decay=0.9", Distortions]),
        ("829a6aea5f8df7132539abffb9f6d8b61bbab8ceb745a6159538d17f12e83afe", ["""optimizer={"type":"adam","lr":0.01,"amsgrad":true,"weight_decay":0.01}""", "schedule=\"one_cycle\"", "validation=0.2"]),
        ("dfeab72100a72aafc9ce927741057dc8282da3bd1543e12fbfa470c7cb01dcf9", ["""optimizer={"type":"adamw","lr":0.01}""", """schedule={"type":"exponential","gamma":0.99,"warmup":{"steps":5}}""", "clip_grad_value=0.05"]),
        ("cab3f85b26a4add3c18966f7d17cd0d31f60acf83672980f0f144ddbfbafd739", ["""optimizer={"type":"rmsprop","lr":0.01,"centered":true,"momentum":0.5}""", """schedule={"type":"linear"}"""]),
        ("1bf1b768ec35711ddd1229d104f5a79b226937f029721f4238b3af6edfc70f9d", ["""optimizer={"type":"sdlm","lr":0.01,"samples":20,"interval":4}""", """schedule={"type":"step","step_size":2,"per":"epoch"}"""]),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Recipes.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Has_the_pinned_hash_for_any_threads_and_vectors(int recipe)
    {
        string[] hashes = await Task.WhenAll(Hash("1"), Hash("3"), Hash("2", "DOTNET_EnableAVX512"), Hash("2", "DOTNET_EnableAVX2"), Hash("1", "DOTNET_EnableHWIntrinsic"));

        Assert.Equal([.. Enumerable.Repeat(Recipes[recipe].Hash, hashes.Length)], hashes);

        async Task<string> Hash(string threads, string? without = null)
        {
            Dictionary<string, string> environment = without is null ? [] : new() { [without] = "0" };
            return (await HostProcess.Run(environment, TestContext.Current.CancellationToken, ["hash", "Small", "25", threads, .. Recipes[recipe].Recipe]))[1];
        }
    }
}
