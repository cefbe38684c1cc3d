namespace LeNet.Runtime.Tests.Calibration;

public sealed class CalibrationErrorTests
{
    [Fact]
    public void It_is_the_distance_of_probability_and_accuracy_bin_by_bin()
    {
        var error = new CalibrationError();
        Add(error, 0.9f, right: 8, wrong: 2); // 0.1 off
        Add(error, 0.5f, right: 3, wrong: 7); // 0.2 off

        Assert.Equal(0.15, error.Value, 1e-6);
    }

    [Fact]
    public void Errors_of_opposite_signs_do_not_cancel_across_bins_but_do_within_one()
    {
        var across = new CalibrationError();
        Add(across, 0.95f, right: 0, wrong: 1);
        Add(across, 0.05f, right: 1, wrong: 0);
        Assert.Equal(0.95, across.Value, 1e-6);

        var within = new CalibrationError();
        Add(within, 0.5f, right: 1, wrong: 1);
        Assert.Equal(0, within.Value);
    }

    [Fact]
    public void Certainty_belongs_to_the_last_bin_and_what_is_no_number_to_none()
    {
        var error = new CalibrationError();
        Assert.Equal(0, error.Value);
        Add(error, 1, right: 1, wrong: 0);
        Add(error, 0, right: 0, wrong: 1);
        Add(error, float.NaN, right: 0, wrong: 1);
        Assert.Equal(0, error.Value);
    }

    private static void Add(CalibrationError error, float probability, int right, int wrong)
    {
        for (int i = 0; i < right + wrong; i++)
        {
            error.Add(probability, i < right);
        }
    }
}
