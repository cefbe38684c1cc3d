using System.Buffers;

namespace LeNet.Samples.Images;

/// <summary>The memory of all planes that one preparation makes: borrowed, so that the next picture finds it again, and given back in one go.</summary>
internal sealed class PlaneMemory : IDisposable
{
    /// <summary>Of a megapixel. Larger photos are rare, and too large to keep memory for.</summary>
    private const int LargestKept = 1 << 20;

    private readonly List<float[]> _lent = [];

    /// <summary>A plane of zeros; it is good until this is disposed.</summary>
    public Plane Blank(int width, int height)
    {
        int count = width * height;
        return new Plane(width, height, count <= LargestKept ? Borrowed(count) : new float[count], this);
    }

    /// <summary>A picture's values.</summary>
    public Plane Of(GreyImage picture)
    {
        Plane plane = Blank(picture.Width, picture.Height);
        Span<float> values = plane.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = picture.Values[i];
        }

        return plane;
    }

    /// <summary>Takes the planes away.</summary>
    public void Dispose()
    {
        foreach (float[] values in _lent)
        {
            ArrayPool<float>.Shared.Return(values);
        }

        _lent.Clear();
    }

    private float[] Borrowed(int count)
    {
        float[] values = ArrayPool<float>.Shared.Rent(count);
        _lent.Add(values);
        values.AsSpan(0, count).Clear();
        return values;
    }
}
