using System.Diagnostics;

namespace LeNet.Runtime;

/// <summary>
/// How many workers it pays to share work among. On a processor that others use too, one worker may be kept from its core for
/// milliseconds while all wait for it: then fewer are quicker, until it is tried again with all.
/// </summary>
internal sealed class CrewSize
{
    /// <summary>As long as one turn that the operating system gives to somebody else: what is judged is not a single one's bad luck.</summary>
    private const double WindowSeconds = 0.005;

    private const double ShortestPauseSeconds = 0.010;

    /// <summary>A trial with all costs a turn or two of the others: so seldom that it is no more than a few percent.</summary>
    private const double LongestPauseSeconds = 0.640;

    private readonly int _most;
    private readonly double _secondsPerTick;

    /// <summary>How long fewer take part until all are tried again; 0 while that goes well.</summary>
    private double _pause;

    private double _untilTrial;
    private long _total;
    private long _waited;

    /// <param name="most">Workers there are.</param>
    /// <param name="ticksPerSecond">How time is counted; as <see cref="Stopwatch"/> does if left out.</param>
    public CrewSize(int most, long? ticksPerSecond = null)
    {
        (_most, Now) = (most, most);
        _secondsPerTick = 1.0 / (ticksPerSecond ?? Stopwatch.Frequency);
    }

    /// <summary>How many are to do the next piece of work.</summary>
    public int Now { get; private set; }

    private int Half => Math.Max(1, Now / 2);

    /// <summary>Tells how a piece of work went that <see cref="Now"/> workers did.</summary>
    /// <param name="total">Ticks that it took.</param>
    /// <param name="waited">Ticks of them that the caller waited for the others.</param>
    public void Learn(long total, long waited)
    {
        _total += total;
        _waited += waited;
        double seconds = _total * _secondsPerTick;
        if (seconds < WindowSeconds)
        {
            return;
        }

        if (Now < _most && (_untilTrial -= seconds) <= 0)
        {
            Now = _most;
        }
        else if (IsQuickerWith(Half))
        {
            Reduce();
        }
        else if (Now == _most)
        {
            _pause = 0;
        }

        (_total, _waited) = (0, 0);
    }

    /// <summary>Fewer workers have larger shares, and with luck nothing to wait for.</summary>
    private bool IsQuickerWith(int workers) => workers < Now && (_total - _waited) * Now < _total * workers;

    private void Reduce()
    {
        if (Now == _most)
        {
            _pause = _pause == 0 ? ShortestPauseSeconds : Math.Min(2 * _pause, LongestPauseSeconds);
        }

        _untilTrial = _pause;
        Now = Half;
    }
}
