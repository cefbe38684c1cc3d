namespace LeNet.Runtime;

/// <summary>
/// Who may read a network's parameters and who may change them. Any number of threads read at once, and wait while the parameters change; a change
/// waits until those who read are done. Whoever waits for the other kind comes before those of that kind who come later, so that neither keeps the
/// other out. Changes are one thread's affair at a time: another one's are refused, as both together make weights that neither meant.
/// Nothing is allocated.
/// </summary>
/// <param name="network">For messages.</param>
internal sealed class ParameterAccess(Network network)
{
    private readonly object _gate = new();
    private int _readers;
    private int _waitingReaders;

    /// <summary>Readers that waited while the parameters changed, and now come before the next change.</summary>
    private int _admittedReaders;

    private bool _isChanging;
    private bool _isChangeWaiting;
    private int _owner;
    private int _ownings;

    /// <summary>Begins to read, once no change is under way. Not within another reading or a change.</summary>
    public Reading Read()
    {
        lock (_gate)
        {
            if (_isChanging || _isChangeWaiting)
            {
                WaitToRead();
            }

            _readers++;
        }

        return new Reading(this);
    }

    /// <summary>Keeps changes by other threads out for a while, as for a training of many updates; this thread may change and read.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters.</exception>
    public Owning Own()
    {
        lock (_gate)
        {
            int thread = Environment.CurrentManagedThreadId;
            if (_ownings > 0 && _owner != thread)
            {
                throw new InvalidOperationException(
                    $"The parameters of {network.Description.Name} are being changed by another thread, which trains, loads or initialises it; one thread at a time may.");
            }

            _owner = thread;
            _ownings++;
        }

        return new Owning(this);
    }

    /// <summary>Begins a change, once nobody reads. Not within a reading or another change.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the parameters.</exception>
    public Changing Change()
    {
        Owning owning = Own();
        lock (_gate)
        {
            _isChangeWaiting = true;
            try
            {
                while (_readers > 0 || _admittedReaders > 0)
                {
                    Monitor.Wait(_gate);
                }

                _isChanging = true;
            }
            finally
            {
                _isChangeWaiting = false;
                if (!_isChanging)
                {
                    // Interrupted.
                    owning.Dispose();
                    Monitor.PulseAll(_gate);
                }
            }
        }

        return new Changing(this);
    }

    private void WaitToRead()
    {
        _waitingReaders++;
        try
        {
            while (_isChanging || (_isChangeWaiting && _admittedReaders == 0))
            {
                Monitor.Wait(_gate);
            }
        }
        finally
        {
            _waitingReaders--;
            _admittedReaders = Math.Max(0, _admittedReaders - 1);
            Monitor.PulseAll(_gate);
        }
    }

    private void EndReading()
    {
        lock (_gate)
        {
            _readers--;
            if (_readers == 0 && _isChangeWaiting)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void EndOwning()
    {
        lock (_gate)
        {
            _ownings--;
        }
    }

    private void EndChanging()
    {
        lock (_gate)
        {
            _isChanging = false;
            _ownings--;
            _admittedReaders = _waitingReaders;
            if (_waitingReaders > 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Ends a reading.</summary>
    public readonly struct Reading(ParameterAccess access) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => access.EndReading();
    }

    /// <summary>Ends an owning.</summary>
    public readonly struct Owning(ParameterAccess access) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => access.EndOwning();
    }

    /// <summary>Ends a change.</summary>
    public readonly struct Changing(ParameterAccess access) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => access.EndChanging();
    }
}
