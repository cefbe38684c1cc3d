namespace LeNet.Samples.Reporting;

/// <summary>The last line of a terminal, drawn over as things proceed, at most ten times a second. For one thread.</summary>
internal sealed class LiveLine(Screen screen, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private long _drawn;
    private bool _isShown;

    /// <summary>Whether it is time to draw it anew. Allocates nothing.</summary>
    public bool IsDue => !_isShown || clock.GetElapsedTime(_drawn) >= Interval;

    /// <summary>Draws it.</summary>
    /// <param name="compose">Gives the line as markup for at most so many characters.</param>
    public void Show(Func<int, string> compose)
    {
        _drawn = clock.GetTimestamp();
        _isShown = true;
        // A character in the last column would make some terminals wrap.
        screen.Overwrite(compose(Math.Max(0, screen.Width - 1)));
    }

    /// <summary>Removes it, for what is to stay to be written in its place.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            screen.Overwrite("");
            _isShown = false;
        }
    }
}
