namespace LeNet.Runtime;

/// <summary>
/// Lets one caller at a time into an object that has a resource, and disposes of that when the object is disposed and nobody is in: at once, or when
/// the last one leaves. Nothing is allocated.
/// </summary>
/// <param name="owner">The object, for messages.</param>
/// <param name="resource">What it has.</param>
internal sealed class ExclusiveUse(object owner, IDisposable resource)
{
    private readonly Lock _gate = new();
    private int _user;
    private int _uses;
    private bool _isDisposed;

    /// <summary>Comes in.</summary>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="InvalidOperationException">Somebody is in: another thread, or this one further up the stack.</exception>
    public Use Enter() => Enter(joins: false);

    /// <summary>Comes in, even if this thread is in already.</summary>
    /// <exception cref="ObjectDisposedException">The object is disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in.</exception>
    public Use EnterOrJoin() => Enter(joins: true);

    /// <summary>For whoever is in for long.</summary>
    /// <exception cref="ObjectDisposedException">The object was disposed meanwhile.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), owner);

    /// <summary>Keeps further callers out.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (_uses > 0)
            {
                return;
            }
        }

        resource.Dispose();
    }

    private Use Enter(bool joins)
    {
        int thread = Environment.CurrentManagedThreadId;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, owner);
            if (_uses > 0 && _user != thread)
            {
                throw new InvalidOperationException($"This {owner.GetType().Name} is in use by another thread; it is for one caller at a time.");
            }

            if (_uses > 0 && !joins)
            {
                throw new InvalidOperationException($"This {owner.GetType().Name} is in use by the caller itself, such as one of its event handlers; call it when that is over.");
            }

            _user = thread;
            _uses++;
        }

        return new Use(this);
    }

    private void Leave()
    {
        lock (_gate)
        {
            _uses--;
            if (_uses > 0 || !_isDisposed)
            {
                return;
            }
        }

        resource.Dispose();
    }

    /// <summary>Leaves.</summary>
    public readonly struct Use(ExclusiveUse use) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => use.Leave();
    }
}
