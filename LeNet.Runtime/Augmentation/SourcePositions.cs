using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>
/// Where the pixels of distorted images come from, in fixed point: which four neighbours, and how far between them. What is outside
/// the image is put on its border of black pixels.
/// </summary>
internal sealed class SourcePositions
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Added to a float from 0 to 2²³, it leaves the nearest integer in the lower bits.</summary>
    private const float Magic = 8388608f;

    private readonly int _height;
    private readonly int _width;
    private readonly AlignedBuffer _places;
    private readonly AlignedBuffer _lanes = new(Lanes);
    private readonly int _rowEntries;

    /// <param name="neighbours">Where the neighbours are.</param>
    public SourcePositions(NeighbourMap neighbours)
    {
        (_height, _width, _rowEntries) = (neighbours.Height, neighbours.Width, neighbours.RowEntries);
        _places = new AlignedBuffer(3 * _width * Lanes);
        FractionBits = BitsFor(Math.Max(_height, _width));
        Span<int> lanes = MemoryMarshal.Cast<float, int>(_lanes.Span);
        for (int lane = 0; lane < Lanes; lane++)
        {
            lanes[lane] = lane * neighbours.ImageEntries;
        }
    }

    /// <summary>Bits behind the point: 11, unless a float cannot hold as many behind so large a coordinate.</summary>
    public int FractionBits { get; }

    /// <summary>[width][16]: which entry of the neighbours.</summary>
    public ReadOnlySpan<int> Entries => MemoryMarshal.Cast<float, int>(_places.Span.Slice(0, _width * Lanes));

    /// <summary>[width][16]: how far to the right between the neighbours, the bits of integers.</summary>
    public ReadOnlySpan<float> FractionsX => _places.Span.Slice(_width * Lanes, _width * Lanes);

    /// <summary>[width][16]: how far down between the neighbours, the bits of integers.</summary>
    public ReadOnlySpan<float> FractionsY => _places.Span.Slice(2 * _width * Lanes, _width * Lanes);

    /// <summary>Computes a row of pixels.</summary>
    /// <param name="row">The row.</param>
    /// <param name="maps">[6][16], of <see cref="AffineMaps"/>.</param>
    /// <param name="movesX">[width][16]: how far pixels move before that, or nothing.</param>
    /// <param name="movesY">[width][16], or nothing.</param>
    public void Compute<TVector>(int row, ReadOnlySpan<float> maps, ReadOnlySpan<float> movesX, ReadOnlySpan<float> movesY)
        where TVector : struct, IVector<TVector>
    {
        for (int lane = 0; lane < Lanes; lane += TVector.Count)
        {
            ComputeLanes<TVector>(row, lane, maps, movesX, movesY);
        }
    }

    /// <summary>As many bits as a coordinate of an image with its border has left of 23.</summary>
    internal static int BitsFor(int size)
    {
        int bits = 11;
        while ((size + 2L) << bits >= 1 << 23)
        {
            bits--;
        }

        return bits;
    }

    [MethodImpl(LaneMath.Kernel)]
    private void ComputeLanes<TVector>(int row, int lane, ReadOnlySpan<float> maps, ReadOnlySpan<float> movesX, ReadOnlySpan<float> movesY)
        where TVector : struct, IVector<TVector>
    {
        // In units of the last bit, from the border's first pixel on.
        TVector one = TVector.Create(1 << FractionBits);
        TVector xx = Coefficient<TVector>(maps, 0, lane) * one;
        TVector xy = Coefficient<TVector>(maps, 1, lane) * one;
        TVector x0 = TVector.FusedMultiplyAdd(Coefficient<TVector>(maps, 2, lane), one, one);
        TVector yx = Coefficient<TVector>(maps, 3, lane) * one;
        TVector yy = Coefficient<TVector>(maps, 4, lane) * one;
        TVector y0 = TVector.FusedMultiplyAdd(Coefficient<TVector>(maps, 5, lane), one, one);
        TVector lastX = TVector.Create((_width + 1) << FractionBits);
        TVector lastY = TVector.Create((_height + 1) << FractionBits);
        TVector lanes = TVector.Load(_lanes.Span.Slice(lane, TVector.Count));
        TVector mask = TVector.CreateBits((1 << FractionBits) - 1);
        TVector rowEntries = TVector.CreateBits(_rowEntries);
        float centreX = (_width - 1) * 0.5f;
        TVector fromCentreY = TVector.Create(row - ((_height - 1) * 0.5f));
        Span<float> places = _places.Span;
        bool moves = !movesX.IsEmpty;
        for (int column = 0; column < _width; column++)
        {
            int at = (column * Lanes) + lane;
            TVector x = TVector.Create(column - centreX);
            TVector y = fromCentreY;
            if (moves)
            {
                x += TVector.Load(movesX.Slice(at, TVector.Count));
                y += TVector.Load(movesY.Slice(at, TVector.Count));
            }

            TVector sourceX = TVector.FusedMultiplyAdd(xx, x, TVector.FusedMultiplyAdd(xy, y, x0));
            TVector sourceY = TVector.FusedMultiplyAdd(yx, x, TVector.FusedMultiplyAdd(yy, y, y0));
            TVector fixedX = Fixed(sourceX, lastX);
            TVector fixedY = Fixed(sourceY, lastY);
            TVector entry = TVector.AddBits(lanes, TVector.ShiftBitsRight(fixedX, FractionBits));
            entry = TVector.AddBits(entry, TVector.MultiplyBits(TVector.ShiftBitsRight(fixedY, FractionBits), rowEntries));
            entry.Store(places.Slice(at, TVector.Count));
            TVector.AndBits(mask, fixedX).Store(places.Slice((_width * Lanes) + at, TVector.Count));
            TVector.AndBits(mask, fixedY).Store(places.Slice((2 * _width * Lanes) + at, TVector.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Coefficient<TVector>(ReadOnlySpan<float> maps, int index, int lane)
        where TVector : struct, IVector<TVector> => TVector.Load(maps.Slice((index * Lanes) + lane, TVector.Count));

    /// <summary>The nearest integer, from 0 to the last. Not a number becomes 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Fixed<TVector>(TVector value, TVector last)
        where TVector : struct, IVector<TVector>
    {
        TVector magic = TVector.Create(Magic);
        value = TVector.Min(TVector.Max(value, TVector.Create(0f)), last);
        return TVector.FromBitDifference(value + magic, magic);
    }
}
