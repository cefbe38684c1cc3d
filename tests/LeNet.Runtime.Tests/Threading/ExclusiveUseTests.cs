namespace LeNet.Runtime.Tests.Threading;

public sealed class ExclusiveUseTests
{
    private readonly Resource _resource = new();
    private readonly ExclusiveUse _use;

    public ExclusiveUseTests() => _use = new ExclusiveUse(this, _resource);

    [Fact]
    public void One_caller_at_a_time()
    {
        using (_use.Enter())
        {
            Assert.EndsWith("its event handlers; call it when that is over.", Assert.Throws<InvalidOperationException>(() => _use.Enter()).Message, StringComparison.Ordinal);
            _use.EnterOrJoin().Dispose();
            Elsewhere.Run(() =>
            {
                Assert.Equal("This ExclusiveUseTests is in use by another thread; it is for one caller at a time.", Assert.Throws<InvalidOperationException>(() => _use.Enter()).Message);
                Assert.Throws<InvalidOperationException>(() => _use.EnterOrJoin());
            });
        }

        Elsewhere.Run(() => _use.Enter().Dispose());
    }

    [Fact]
    public void Disposal_waits_for_whoever_is_in_and_happens_once()
    {
        using (_use.Enter())
        {
            Elsewhere.Run(_use.Dispose);
            _use.Dispose();

            Assert.Equal(0, _resource.Disposals);
            Assert.Throws<ObjectDisposedException>(_use.ThrowIfDisposed);
            Assert.Throws<ObjectDisposedException>(() => _use.EnterOrJoin());
        }

        _use.Dispose();

        Assert.Equal(1, _resource.Disposals);
        Assert.Throws<ObjectDisposedException>(() => _use.Enter());
    }

    private sealed class Resource : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
