namespace LeNet.Runtime.Tests.Threading;

public sealed class CrewSizeTests
{
    // A tick is a microsecond.
    private const long TicksPerSecond = 1_000_000;
    private const long Window = 5_000;

    [Fact]
    public void All_take_part_at_first() => Assert.Equal(7, new CrewSize(7).Now);

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 49, 2)]
    [InlineData(2, 51, 1)]
    [InlineData(8, 49, 8)]
    [InlineData(8, 51, 4)]
    [InlineData(3, 66, 3)] // one does in three times the time what three do
    [InlineData(3, 67, 1)]
    [InlineData(7, 57, 7)]
    [InlineData(7, 58, 3)]
    [InlineData(1, 0, 1)]
    public void Fewer_take_part_where_that_is_quicker(int workers, int percentWaited, int expected)
    {
        CrewSize crew = Of(workers);

        crew.Learn(Window, Window * percentWaited / 100);

        Assert.Equal(expected, crew.Now);
    }

    [Fact]
    public void One_long_wait_among_short_ones_is_nothing()
    {
        CrewSize crew = Of(2);

        for (int i = 0; i < 100; i++)
        {
            crew.Learn(i % 10 == 5 ? 4 * Window / 10 : Window / 10, i % 10 == 5 ? 4 * Window / 10 : 0);
            Assert.Equal(2, crew.Now);
        }
    }

    [Fact]
    public void They_become_fewer_until_nobody_waits()
    {
        CrewSize crew = Of(16);

        List<int> sizes = [.. Enumerable.Range(0, 4).Select(_ => Learnt(crew, Window, Window * 9 / 10))];

        Assert.Equal([8, 4, 2, 1], sizes);
    }

    [Fact]
    public void After_a_pause_all_are_tried_again()
    {
        CrewSize crew = Of(2);
        crew.Learn(Window, Window);

        Assert.Equal(1, Learnt(crew, Window, 0));
        Assert.Equal(2, Learnt(crew, Window, 0));
        Assert.Equal(2, Learnt(crew, Window, 0));
    }

    [Fact]
    public void Where_trials_fail_they_become_rare()
    {
        CrewSize crew = Of(2);
        long together = 0;
        long alone = 0;
        for (int i = 0; i < 20_000; i++)
        {
            bool waits = crew.Now == 2;
            (together, alone) = waits ? (together + Window, alone) : (together, alone + Window);
            crew.Learn(Window, waits ? Window : 0);
        }

        Assert.InRange((double)together / alone, 0, 0.01);
        Assert.True(together > 20 * Window); // and never end
    }

    [Fact]
    public void Where_a_trial_succeeds_the_next_pause_is_short_again()
    {
        CrewSize crew = Of(2);
        for (int i = 0; i < 1000; i++)
        {
            crew.Learn(Window, crew.Now == 2 ? Window : 0);
        }

        while (crew.Now == 1)
        {
            crew.Learn(Window, 0);
        }

        crew.Learn(Window, 0);
        crew.Learn(Window, Window);

        Assert.Equal([1, 2], [Learnt(crew, Window, 0), Learnt(crew, Window, 0)]);
    }

    private static CrewSize Of(int workers) => new(workers, TicksPerSecond);

    private static int Learnt(CrewSize crew, long total, long waited)
    {
        crew.Learn(total, waited);
        return crew.Now;
    }
}
