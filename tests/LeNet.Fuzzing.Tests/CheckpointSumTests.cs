using LeNet.Fuzzing.Sums;
using LeNet.Fuzzing.Targets;
using LeNet.Runtime;

namespace LeNet.Fuzzing.Tests;

public sealed class CheckpointSumTests
{
    [Fact]
    public void A_changed_checkpoint_is_read_after_repair()
    {
        using var target = new CheckpointTarget();
        byte[] file = [.. target.Seeds[0]];
        file[^1] ^= 1;
        Assert.Throws<DataFileException>(() => target.Run(file));

        target.Run(CheckpointSum.Repair(file));
    }

    [Fact]
    public void A_file_without_a_sum_stays_as_it_is() => Assert.Equal("\"sha256\":\"too short"u8, CheckpointSum.Repair("\"sha256\":\"too short"u8.ToArray()));
}
