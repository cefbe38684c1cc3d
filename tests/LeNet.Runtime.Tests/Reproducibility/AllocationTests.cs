using LeNet.Testing;

namespace LeNet.Runtime.Tests.Reproducibility;

/// <summary>Training and predicting leave nothing to collect, in the whole process, workers included.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string, int, string> Runs => [.. Suite.First<TheoryDataRow<string, int, string>>(2, [("LeNet5", 2, "1"), ("Small", 3, "0"), ("LeNet5", 1, "1"), ("LeNet5", 2, "0"), ("Small", 3, "1")])];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Hundred_steps_and_thousand_predictions_allocate_nothing(string network, int threads, string tieredCompilation)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = tieredCompilation };

        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, "allocations", network, $"{threads}");

        Assert.Equal(["0 0"], lines);
    }

    [Theory]
    [InlineData("""optimizer={"type":"sgd","lr":0.01,"momentum":0.9,"nesterov":true,"weight_decay":0.1}""", "clip_grad_norm=1", "ema.decay=0.9")]
    [InlineData("""optimizer={"type":"adam","lr":0.001,"amsgrad":true}""", "clip_grad_value=0.1", """augmentation={"affine":{"degrees":10},"elastic":{},"crop":{},"horizontal_flip":{},"erasing":{}}""")]
    [InlineData("""optimizer={"type":"adamw","lr":0.001}""", """schedule={"type":"one_cycle","total_steps":1000}""")]
    [InlineData("""optimizer={"type":"rmsprop","lr":0.001,"centered":true}""", """schedule={"type":"cosine","t_max":100,"warmup":{"steps":50}}""")]
    [InlineData("""optimizer={"type":"sdlm","lr":0.001}""", """schedule={"type":"multistep","milestones":[10,20]}""")]
    public async Task A_step_of_any_recipe_allocates_nothing(params string[] recipe)
    {
        var environment = new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = "0" };

        string[] lines = await HostProcess.Run(environment, TestContext.Current.CancellationToken, ["allocations", "Small", "2", .. recipe]);

        Assert.Equal(["0 0"], lines);
    }
}
