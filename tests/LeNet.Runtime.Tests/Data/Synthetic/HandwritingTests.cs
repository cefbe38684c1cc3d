namespace LeNet.Runtime.Tests.Data.Synthetic;

/// <summary>The steps from a style to an image, each by itself.</summary>
public sealed class HandwritingTests
{
    [Fact]
    public void Every_style_lies_in_its_square_and_every_digit_has_several()
    {
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(DigitStyles.Of(digit).Count, 5, 20));
        Assert.All(Enumerable.Range(0, 10).SelectMany(DigitStyles.Of), style =>
        {
            Assert.True(style.Share > 0);
            Assert.All(style.Strokes, stroke => Assert.True(stroke.Length >= 2));
            Assert.All(style.Strokes.SelectMany(stroke => stroke), point => Assert.True(point is { X: >= 0 and <= 100, Y: >= 0 and <= 100 }));
        });
    }

    [Fact]
    public void Styles_are_chosen_by_their_shares()
    {
        PhiloxSequence random = Random(1);
        var counts = new Dictionary<DigitStyle, int>();
        const int Choices = 20_000;
        for (int i = 0; i < Choices; i++)
        {
            DigitStyle style = DigitStyles.Choose(7, ref random);
            counts[style] = counts.GetValueOrDefault(style) + 1;
        }

        double shares = DigitStyles.Of(7).Sum(style => style.Share);
        Assert.All(DigitStyles.Of(7), style => Assert.InRange(counts[style], Choices * style.Share / shares * 0.85, Choices * style.Share / shares * 1.15));
    }

    [Fact]
    public void A_curve_passes_its_points_smoothly_and_turns_sharply_at_a_corner()
    {
        StrokePoint[] round = [new(0, 0, false), new(50, 0, false), new(50, 50, false)];
        StrokePoint[] sharp = [round[0], round[1] with { IsCorner = true }, round[2]];

        PenPoint[] smooth = Trace(round);
        PenPoint[] cornered = Trace(sharp);

        Assert.Equal([true, .. Enumerable.Repeat(false, smooth.Length - 1)], smooth.Select(point => point.Begins));
        Assert.Equal((50.0, 0.0), (smooth[smooth.Length / 2].X, smooth[smooth.Length / 2].Y));
        Assert.Equal((50.0, 50.0), (smooth[^1].X, smooth[^1].Y));
        Assert.True(smooth.Max(point => point.X) > 50.5, "a smooth curve swings round its point");
        Assert.All(cornered, point => Assert.True(point.X <= 50 && point.Y >= 0 && (point.X == 50 || point.Y == 0)));
    }

    [Fact]
    public void The_normal_numbers_have_mean_0_and_deviation_1()
    {
        PhiloxSequence random = Random(2);
        double sum = 0;
        double squares = 0;
        const int Numbers = 40_000;
        for (int i = 0; i < Numbers; i++)
        {
            double number = random.Normal();
            Assert.InRange(number, -3.5, 3.5);
            (sum, squares) = (sum + number, squares + (number * number));
        }

        // Five standard deviations of the mean; of the variance rather more.
        Assert.InRange(sum / Numbers, -0.025, 0.025);
        Assert.InRange(squares / Numbers, 0.96, 1.04);
    }

    [Fact]
    public void Bending_moves_neighbours_alike_and_distant_points_each_its_way()
    {
        PenPoint[] points = [new(20, 20, 0, true), new(20.5, 20, 0, false), new(80, 90, 0, false), new(-40, 130, 0, false)];
        PenPoint[] bent = [.. points];
        PhiloxSequence random = Random(3);
        ElasticDistortion.Apply(bent, ref random);

        double[] moves = [.. points.Zip(bent, (before, after) => after.X - before.X)];
        Assert.InRange(Math.Abs(moves[0] - moves[1]), 0.0, 0.5);
        Assert.True(Math.Abs(moves[0] - moves[2]) > 0.5);
        Assert.All(moves, move => Assert.InRange(Math.Abs(move), 1e-9, 50));
    }

    [Fact]
    public void Slant_turn_and_stretch_keep_straight_lines_straight()
    {
        PenPoint[] points = [new(0, 0, 0, true), new(30, 50, 0, false), new(60, 100, 0, false)];
        PhiloxSequence random = Random(4);
        AffineDistortion.Apply(points, DigitStyles.Of(1)[0], ref random);

        Assert.Equal((points[0].X + points[2].X) / 2, points[1].X, 1e-9);
        Assert.Equal((points[0].Y + points[2].Y) / 2, points[1].Y, 1e-9);
        Assert.NotEqual(60.0, points[2].X, 1e-3);
    }

    [Fact]
    public void A_style_without_slant_is_turned_and_stretched_only()
    {
        PenPoint[] points = [new(0, 0, 0, true), new(100, 0, 0, false), new(0, 100, 0, false)];
        PhiloxSequence random = Random(5);
        AffineDistortion.Apply(points, new DigitStyle(1, 1, "0,0 1,1", slant: 0), ref random);

        Assert.Equal(0, (points[1].X * points[2].X) + (points[1].Y * points[2].Y), 1e-6);
        Assert.Equal(100, Math.Sqrt((points[2].X * points[2].X) + (points[2].Y * points[2].Y)), 1e-9);
    }

    [Fact]
    public void A_level_line_becomes_a_bar_across_the_middle()
    {
        PenPoint[] points = [new(0, 7, 1.5, true), new(300, 7, 1.5, false)];
        byte[] image = new byte[ImageFrame.Pixels];
        image.AsSpan().Fill(99);
        new ImageFrame().Draw(points, softness: 1, image);

        for (int row = 0; row < ImageFrame.Size; row++)
        {
            byte[] pixels = image[(row * ImageFrame.Size)..((row + 1) * ImageFrame.Size)];
            Assert.Equal(row switch { 12 or 15 => 18, 13 or 14 => 20, _ => 0 }, pixels.Count(pixel => pixel > 120));
            Assert.All(pixels[..4].Concat(pixels[24..]), pixel => Assert.Equal(0, pixel));
        }
    }

    [Fact]
    public void A_line_that_the_pen_does_not_draw_leaves_no_ink()
    {
        PenPoint[] points = [new(0, 0, 1, true), new(0, 20, 1, false), new(20, 0, 1, true), new(20, 20, 1, false)];
        byte[] image = new byte[ImageFrame.Pixels];
        new ImageFrame().Draw(points, softness: 1, image);

        Assert.Equal(0, image[(14 * ImageFrame.Size) + 14]);
        Assert.Equal(255, image[(14 * ImageFrame.Size) + 5]);
    }

    private static PenPoint[] Trace(StrokePoint[] stroke)
    {
        var trace = new PenTrace();
        SmoothCurve.Draw(stroke, trace);
        return trace.Points.ToArray();
    }

    private static PhiloxSequence Random(ulong seed) => new(new Philox(seed, RandomPurpose.SyntheticImage, 0));
}
