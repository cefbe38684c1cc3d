using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data;

/// <summary>What <c>--dataset</c> and <c>--data</c> mean together.</summary>
public sealed class DataChoiceTests
{
    [Fact]
    public void A_folder_has_no_stand_in_and_may_hold_anything()
    {
        DataChoice choice = DataChoice.Of(null, "there");

        Assert.Equal((DatasetDescription.Mnist, "there", false, true), (choice.Published, choice.Folder, choice.HasStandIn, choice.IsAnyKind));
        Assert.False(DataChoice.Of("mnist", "there").IsAnyKind);
    }

    [Fact]
    public void A_name_has_no_stand_in() => Assert.Equal(new DataChoice(DatasetDescription.Mnist, null, HasStandIn: false), DataChoice.Of("mnist", null));

    [Fact]
    public void Synthetic_digits_are_no_published_data_set() => Assert.Equal(new DataChoice(null, null, HasStandIn: false), DataChoice.Of("synthetic", null));

    [Fact]
    public async Task Synthetic_digits_have_no_folder()
    {
        CommandRun run = await CommandRun.Of("train", "--dataset", "synthetic", "--data", "there");

        Assert.Contains("--data: the synthetic data set is drawn, not read from a folder", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }
}
