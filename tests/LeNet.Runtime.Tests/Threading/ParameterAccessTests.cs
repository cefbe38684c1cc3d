using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Threading;

public sealed class ParameterAccessTests
{
    private readonly ParameterAccess _access = new(new Small());

    [Fact]
    public void Any_number_of_threads_reads_at_once()
    {
        using ParameterAccess.Reading mine = _access.Read();
        Elsewhere.Run(() =>
        {
            using ParameterAccess.Reading another = _access.Read();
        });
    }

    [Fact]
    public void A_change_waits_for_those_who_read()
    {
        bool isChanged = false;
        ParameterAccess.Reading reading = _access.Read();
        Thread changer = Elsewhere.Start(() =>
        {
            using ParameterAccess.Changing change = _access.Change();
            isChanged = true;
        });

        Elsewhere.AwaitWaiting(changer);
        Assert.False(isChanged);
        reading.Dispose();
        changer.Join();

        Assert.True(isChanged);
    }

    [Fact]
    public void A_reader_waits_for_the_change_and_comes_before_the_next()
    {
        List<string> order = [];
        ParameterAccess.Changing change = _access.Change();
        Thread reader = Elsewhere.Start(() =>
        {
            using ParameterAccess.Reading reading = _access.Read();
            order.Add("read");
        });

        Elsewhere.AwaitWaiting(reader);
        Assert.Empty(order);
        change.Dispose();
        using (_access.Change())
        {
            order.Add("second change");
        }

        reader.Join();

        Assert.Equal(["read", "second change"], order);
    }

    [Fact]
    public void A_change_that_waits_comes_before_readers_who_come_later()
    {
        List<string> order = [];
        ParameterAccess.Reading first = _access.Read();
        Thread changer = Elsewhere.Start(() =>
        {
            using ParameterAccess.Changing change = _access.Change();
            order.Add("change");
        });
        Elsewhere.AwaitWaiting(changer);
        Thread reader = Elsewhere.Start(() =>
        {
            using ParameterAccess.Reading reading = _access.Read();
            order.Add("read");
        });
        Elsewhere.AwaitWaiting(reader);

        first.Dispose();
        changer.Join();
        reader.Join();

        Assert.Equal(["change", "read"], order);
    }

    [Fact]
    public void Changes_are_one_threads_affair_until_it_lets_go()
    {
        ParameterAccess.Owning owning = _access.Own();
        using (_access.Change())
        {
        }

        Elsewhere.Run(() =>
        {
            string message = Assert.Throws<InvalidOperationException>(() => _access.Change()).Message;
            Assert.Equal("The parameters of Small are being changed by another thread, which trains, loads or initialises it; one thread at a time may.", message);
            using ParameterAccess.Reading reading = _access.Read();
        });
        owning.Dispose();

        Elsewhere.Run(() =>
        {
            using ParameterAccess.Changing change = _access.Change();
        });
    }

    [Fact]
    public void An_interrupted_change_leaves_all_as_it_was()
    {
        ParameterAccess.Reading reading = _access.Read();
        bool isInterrupted = false;
        Thread changer = Elsewhere.Start(() =>
        {
            try
            {
                _access.Change();
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        });
        Elsewhere.AwaitWaiting(changer);

        changer.Interrupt();
        changer.Join();
        reading.Dispose();

        Assert.True(isInterrupted);
        using ParameterAccess.Changing change = _access.Change();
    }
}
