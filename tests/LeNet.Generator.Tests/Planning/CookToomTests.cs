using LeNet.Generator.Planning.FastConvolution;
using LeNet.Testing;

namespace LeNet.Generator.Tests.Planning;

/// <summary>The three convolutions of a form, in fractions, where nothing is rounded.</summary>
public sealed class CookToomTests
{
    public static TheoryData<int, int> Forms => new(from taps in Enumerable.Range(CookToom.FewestTaps, CookToom.MostTaps - CookToom.FewestTaps + 1)
                                                    from form in CookToom.Of(taps)
                                                    select (taps, form.Outputs));

    [Fact]
    public void There_is_a_form_for_each_width() =>
        Assert.Equal(
            ["F(2,3)", "F(4,3)", "F(6,3)", "F(3,4)", "F(5,4)", "F(2,5)", "F(4,5)", "F(3,6)", "F(2,7)"],
            Enumerable.Range(1, 9).SelectMany(CookToom.Of).Select(form => form.ToString()));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Outputs_are_those_of_the_kernel_that_moves_over_the_inputs(int taps, int outputs)
    {
        (CookToom form, Rational[] x, Rational[] w, _) = Given(taps, outputs);

        Rational[] products = Products(ToPoints(form.Kernel, w), ToPoints(form.Input, x));

        Assert.Equal(
            Enumerable.Range(0, outputs).Select(c => Sum(Enumerable.Range(0, taps).Select(v => w[v] * x[c + v]))),
            FromPoints(form.Output, products));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_gradient_of_the_kernel_is_made_of_the_same_points(int taps, int outputs)
    {
        (CookToom form, Rational[] x, _, Rational[] d) = Given(taps, outputs);

        Rational[] products = Products(ToPoints(form.Output, d), ToPoints(form.Input, x));

        Assert.Equal(
            Enumerable.Range(0, taps).Select(v => Sum(Enumerable.Range(0, outputs).Select(c => d[c] * x[c + v]))),
            FromPoints(form.Kernel, products));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void So_is_the_gradient_of_the_inputs(int taps, int outputs)
    {
        (CookToom form, _, Rational[] w, Rational[] d) = Given(taps, outputs);

        Rational[] products = Products(ToPoints(form.Output, d), ToPoints(form.Kernel, w));

        Assert.Equal(
            Enumerable.Range(0, form.Points).Select(k => Sum(from c in Enumerable.Range(0, outputs) where k - c >= 0 && k - c < taps select d[c] * w[k - c])),
            FromPoints(form.Input, products));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_pair_of_points_differs_in_the_sign_of_odd_terms(int taps, int outputs)
    {
        CookToom form = Given(taps, outputs).Form;

        foreach (PointTransform transform in (PointTransform[])[form.Kernel, form.Input, form.Output])
        {
            foreach (int point in transform.Pairs)
            {
                Assert.Equal(transform.Rows[point].Select((value, index) => index % 2 == 0 ? value : -value), transform.Rows[point + 1]);
            }
        }
    }

    private static (CookToom Form, Rational[] X, Rational[] W, Rational[] D) Given(int taps, int outputs)
    {
        var random = new TestRandom(taps + (10 * outputs));
        CookToom form = CookToom.Of(taps).Single(form => form.Outputs == outputs);
        return (form, Numbers(form.Points), Numbers(taps), Numbers(outputs));

        Rational[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => new Rational(random.Between(-9, 9), random.Between(1, 4)))];
    }

    private static Rational[] ToPoints(PointTransform transform, Rational[] values) =>
        [.. transform.Rows.Select(row => Sum(row.Select((coefficient, index) => coefficient * values[index])))];

    private static Rational[] FromPoints(PointTransform transform, Rational[] values) =>
        [.. Enumerable.Range(0, transform.Count).Select(index => Sum(transform.Rows.Select((row, point) => row[index] * values[point])))];

    private static Rational[] Products(Rational[] a, Rational[] b) => [.. a.Zip(b, (x, y) => x * y)];

    private static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(new Rational(0), (sum, value) => sum + value);
}
