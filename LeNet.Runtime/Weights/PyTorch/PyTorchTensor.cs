namespace LeNet.Runtime;

/// <summary>One tensor of a file of PyTorch's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="View">Where its values lie.</param>
internal sealed record PyTorchTensor(string Name, PickledTensor View) : StoredTensor(Name, View.Storage.Dtype, View.Shape)
{
    /// <summary>Values, or null if there are more than 63 bits count or a size is negative.</summary>
    public static long? Count(IReadOnlyList<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && count > long.MaxValue / size))
            {
                return null;
            }

            count *= size;
        }

        return count;
    }

    /// <summary>Whether the values lie one after the other, row-major.</summary>
    public bool IsContiguous
    {
        get
        {
            long step = 1;
            for (int i = Shape.Count - 1; i >= 0; step *= Shape[i], i--)
            {
                if (Shape[i] != 1 && View.Strides[i] != step)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The place behind the last value in the storage, or null if that is no place.</summary>
    public long? End
    {
        get
        {
            Int128 last = View.Offset;
            for (int i = 0; i < Shape.Count; i++)
            {
                last += (Int128)Math.Max(0, Shape[i] - 1) * View.Strides[i];
            }

            return Shape.Contains(0) ? View.Offset : last < long.MaxValue ? (long)last + 1 : null;
        }
    }
}
