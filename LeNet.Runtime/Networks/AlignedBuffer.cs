using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>Zeroed floats that begin on a 64-byte boundary, so that no vector crosses a cache line.</summary>
internal sealed class AlignedBuffer
{
    private const int Alignment = 64;

    private readonly float[] _array;
    private readonly int _offset;
    private readonly int _length;

    public AlignedBuffer(int length)
    {
        // Pinned, because an array that moves loses its alignment.
        _array = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % Alignment);
        _offset = past == 0 ? 0 : (Alignment - past) / sizeof(float);
        _length = length;
    }

    public Span<float> Span => _array.AsSpan(_offset, _length);
}
