using System.Buffers.Binary;
using System.IO.Compression;

namespace LeNet.Runtime;

/// <summary>
/// Finds out whether a gzip file is whole (RFC 1952): one member or several, and zeros behind the last, as tapes and block devices leave them.
/// <see cref="GZipStream"/> takes a cut trailer, and whatever bytes follow the last member, in silence.
/// </summary>
internal static class GzipMembers
{
    private const int TrailerBytes = 8;
    private const int LengthBytes = 4;

    /// <summary>Whether the file ends with the trailer of one member that holds so many bytes, and perhaps zeros: the usual case, found at once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="length">Bytes of its content.</param>
    public static bool IsOne(Stream file, long length)
    {
        // The trailer ends with the content's length modulo 2³², whose upper bytes may be zeros too.
        long end = EndWithoutZeros(file);
        Span<byte> bytes = stackalloc byte[LengthBytes];
        for (int zeros = 0; zeros < LengthBytes && end + zeros <= file.Length; zeros++)
        {
            long begin = end + zeros - LengthBytes;
            if (begin >= 0 && ReadAt(file, begin, bytes) && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == (uint)length)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the file is a row of whole members, and perhaps zeros. Reads all of it, byte by byte.</summary>
    /// <exception cref="InvalidDataException">A member is damaged.</exception>
    public static bool AreWhole(Stream file)
    {
        long end = EndWithoutZeros(file);
        var bytes = new SingleBytes(file);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        byte[] buffer = new byte[1 << 14];
        while (SkipHeader(bytes))
        {
            long length = 0;
            using (var content = new DeflateStream(bytes, CompressionMode.Decompress, leaveOpen: true))
            {
                for (int read; (read = content.Read(buffer)) > 0; length += read)
                {
                }
            }

            if (bytes.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length
                || BinaryPrimitives.ReadUInt32LittleEndian(trailer[LengthBytes..]) != (uint)length)
            {
                return false;
            }

            if (bytes.Position >= end)
            {
                return true;
            }
        }

        return false;
    }

    private static bool SkipHeader(Stream bytes)
    {
        const int Checksum = 2;
        const int Extra = 4;
        const int Name = 8;
        const int Comment = 16;
        Span<byte> header = stackalloc byte[10];
        if (bytes.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || header is not [0x1f, 0x8b, 8, ..])
        {
            return false;
        }

        int flags = header[3];
        if ((flags & Extra) != 0)
        {
            for (int rest = bytes.ReadByte() | (bytes.ReadByte() << 8); rest > 0 && bytes.ReadByte() >= 0; rest--)
            {
            }
        }

        foreach (int text in (ReadOnlySpan<int>)[Name, Comment])
        {
            while ((flags & text) != 0 && bytes.ReadByte() > 0)
            {
            }
        }

        return (flags & Checksum) == 0 || (bytes.ReadByte() >= 0 && bytes.ReadByte() >= 0);
    }

    private static long EndWithoutZeros(Stream file)
    {
        byte[] part = new byte[1 << 12];
        long end = file.Length;
        while (end > 0)
        {
            Span<byte> last = part.AsSpan(0, (int)Math.Min(part.Length, end));
            int index = ReadAt(file, end - last.Length, last) ? last.LastIndexOfAnyExcept((byte)0) : 0;
            end -= last.Length - (index + 1);
            if (index >= 0)
            {
                break;
            }
        }

        return end;
    }

    private static bool ReadAt(Stream file, long position, Span<byte> bytes)
    {
        file.Position = position;
        return file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }

    /// <summary>Hands on one byte at a time, so that a decoder takes none of what follows its own.</summary>
    private sealed class SingleBytes(Stream file) : Stream
    {
        private readonly byte[] _buffer = new byte[1 << 14];
        private int _next;
        private int _end;
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_next == _end)
            {
                file.Position = _read;
                (_next, _end) = (0, file.Read(_buffer));
            }

            if (_next == _end || buffer.IsEmpty)
            {
                return 0;
            }

            buffer[0] = _buffer[_next++];
            _read++;
            return 1;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
