namespace LeNet.Samples.Prediction;

/// <summary>Splits a stream of bytes into lines, in groups as they come: what was read at once is handed on at once.</summary>
/// <param name="input">The stream.</param>
/// <param name="longestLine">Bytes of the longest line that is kept.</param>
internal sealed class LineReader(Stream input, int longestLine)
{
    private const int FirstBuffer = 64 << 10;
    private const byte NewLine = (byte)'\n';

    private byte[] _buffer = new byte[Math.Min(FirstBuffer, longestLine + 1)];
    private int _begin;
    private int _end;
    private bool _isTooLong;
    private bool _isOver;

    /// <summary>The next lines, without their ends; null for one that is too long. Waits until there is one at least.</summary>
    /// <param name="mostLines">At most so many.</param>
    /// <param name="mostBytes">No further line once they have so many bytes.</param>
    /// <returns>Empty at the end of the stream. The last line need not be ended.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public IReadOnlyList<byte[]?> ReadGroup(int mostLines, int mostBytes)
    {
        var lines = new List<byte[]?>();
        int bytes = 0;
        while (lines.Count < mostLines && bytes < mostBytes)
        {
            int length = _buffer.AsSpan(_begin, _end - _begin).IndexOf(NewLine);
            if (length >= 0)
            {
                lines.Add(Take(length, length + 1));
                bytes += length;
            }
            else if (lines.Count > 0)
            {
                break;
            }
            else if (_isOver)
            {
                if (_end > _begin || _isTooLong)
                {
                    lines.Add(Take(_end - _begin, _end - _begin));
                }

                break;
            }
            else
            {
                ReadMore();
            }
        }

        return lines;
    }

    private byte[]? Take(int length, int consumed)
    {
        byte[]? line = _isTooLong || length > longestLine ? null : _buffer.AsSpan(_begin, length).ToArray();
        _begin += consumed;
        _isTooLong = false;
        return line;
    }

    private void ReadMore()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_end > longestLine)
        {
            // The line's rest is read too, and forgotten.
            (_isTooLong, _end) = (true, 0);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, longestLine + 1L));
        }

        int read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isOver = read == 0;
    }
}
