using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// Affine and elastic distortion of sixteen images as one resampling: each pixel moves by the field, the result by the affine map, and what it finds there,
/// between four neighbours, is its colour.
/// </summary>
internal sealed class Resampling
{
    private const int Lanes = LaneMath.Lanes;

    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly AffineMaps _maps;
    private readonly DisplacementField? _field;
    private readonly NeighbourMap _neighbours;
    private readonly SourcePositions _positions;

    /// <summary>[width][16].</summary>
    private readonly AlignedBuffer _row;

    /// <summary>[channel][row][column][16].</summary>
    private readonly byte[] _lanes;

    /// <param name="options">What to do.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public Resampling(Augmentation options, int channels, int height, int width)
    {
        (_channels, _height, _width) = (channels, height, width);
        _maps = new AffineMaps(options.Affine, height, width);
        _field = options.Elastic is null ? null : new DisplacementField(options.Elastic, height, width);
        _neighbours = new NeighbourMap(channels, height, width);
        _positions = new SourcePositions(_neighbours);
        _row = new AlignedBuffer(width * Lanes);
        _lanes = new byte[channels * height * width * Lanes];
    }

    /// <summary>Distorts images.</summary>
    /// <param name="pixels">All images.</param>
    /// <param name="samples">Which of them, at most 16.</param>
    /// <param name="draws">What the distortions are drawn from.</param>
    /// <param name="images">[sample][channel][row][column]: where they go.</param>
    public void Apply(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> samples, AugmentationDraws draws, Span<byte> images)
    {
        int imageBytes = _channels * _height * _width;
        for (int lane = 0; lane < samples.Length; lane++)
        {
            _neighbours.Set(lane, pixels.Slice(samples[lane] * imageBytes, imageBytes));
        }

        _maps.Draw(draws, samples);
        if (_field is not null)
        {
            Span<int> sixteen = stackalloc int[Lanes];
            sixteen.Clear();
            samples.CopyTo(sixteen);
            _field.Draw(draws, sixteen);
        }

        if (Vector512.IsHardwareAccelerated)
        {
            Sample<Lanes16>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Sample<Lanes8>();
        }
        else
        {
            Sample<Lanes4>();
        }

        PixelMath.Deinterleave(_lanes, imageBytes, samples.Length, images);
    }

    private void Sample<TVector>()
        where TVector : struct, IVector<TVector>
    {
        int rowFloats = _width * Lanes;
        for (int row = 0; row < _height; row++)
        {
            ReadOnlySpan<float> movesX = _field is null ? [] : _field.X.Slice(row * rowFloats, rowFloats);
            ReadOnlySpan<float> movesY = _field is null ? [] : _field.Y.Slice(row * rowFloats, rowFloats);
            _positions.Compute<TVector>(row, _maps.Coefficients, movesX, movesY);
            for (int channel = 0; channel < _channels; channel++)
            {
                Gather(_neighbours.Channel(channel));
                Blend<TVector>();
                PixelMath.NarrowLevels(_row.Span, _lanes.AsSpan(((channel * _height) + row) * rowFloats, rowFloats));
            }
        }
    }

    /// <summary>The four neighbours of each place of the row, in the bytes of a word.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private void Gather(ReadOnlySpan<uint> neighbours)
    {
        Span<uint> words = MemoryMarshal.Cast<float, uint>(_row.Span);
        ReadOnlySpan<int> entries = _positions.Entries.Slice(0, words.Length);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = neighbours[entries[i]];
        }
    }

    /// <summary>Between the neighbours, to the right and then down: exact in integers but for one rounding to a level.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private void Blend<TVector>()
        where TVector : struct, IVector<TVector>
    {
        int bits = _positions.FractionBits;
        Span<float> row = _row.Span;
        ReadOnlySpan<float> fractionsX = _positions.FractionsX;
        ReadOnlySpan<float> fractionsY = _positions.FractionsY;
        TVector half = TVector.CreateBits(1 << ((2 * bits) - 1));
        for (int i = 0; i <= row.Length - TVector.Count; i += TVector.Count)
        {
            TVector word = TVector.Load(row.Slice(i, TVector.Count));
            TVector x = TVector.Load(fractionsX.Slice(i, TVector.Count));
            TVector y = TVector.Load(fractionsY.Slice(i, TVector.Count));
            TVector above = Between(Byte(word, 0), Byte(word, 1), x, bits);
            TVector below = Between(Byte(word, 2), Byte(word, 3), x, bits);
            TVector level = TVector.AddBits(Between(above, below, y, bits), half);
            TVector.ShiftBitsRight(level, 2 * bits).Store(row.Slice(i, TVector.Count));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Byte(TVector word, int index) =>
            TVector.AndBits(TVector.CreateBits(0xFF), TVector.ShiftBitsRight(word, 8 * index));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Between(TVector a, TVector b, TVector share, int bits) =>
            TVector.AddBits(TVector.ShiftBitsLeft(a, bits), TVector.MultiplyBits(TVector.FromBitDifference(b, a), share));
    }
}
