using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// How far the pixels of sixteen samples move in an elastic distortion: noise, uniform in ±1, smoothed along columns and rows and multiplied.
/// The noise has 8 bits a value: each is b / 128 − 255 / 256 for a random byte b, and smoothing makes of them what it would of finer ones.
/// </summary>
internal sealed class DisplacementField
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Values that a random block makes.</summary>
    private const int BlockValues = BlockWords * sizeof(uint);

    private const int BlockWords = 4;

    private readonly int _height;
    private readonly int _width;
    private readonly GaussianBlur _alongColumns;
    private readonly GaussianBlur _alongRows;

    /// <summary>[2][height · width][16] and what is left of the last random block: first the noise, then the field, that of x before that of y.</summary>
    private readonly AlignedBuffer _field;

    /// <summary>[height · width][16]: smoothed along columns.</summary>
    private readonly AlignedBuffer _half;

    /// <param name="options">Strength and smoothness.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public DisplacementField(ElasticAugmentation options, int height, int width)
    {
        (_height, _width) = (height, width);
        _alongColumns = new GaussianBlur(height, options.Sigma, gain: 1);
        _alongRows = new GaussianBlur(width, options.Sigma, gain: options.Alpha / 256); // the noise is made 256 times too large
        _field = new AlignedBuffer(Blocks(height, width) * BlockValues * Lanes);
        _half = new AlignedBuffer(height * width * Lanes);
    }

    /// <summary>[height · width][16]: how many columns to the right a pixel's colour is taken from.</summary>
    public ReadOnlySpan<float> X => _field.Span.Slice(0, _height * _width * Lanes);

    /// <summary>[height · width][16]: how many rows further down.</summary>
    public ReadOnlySpan<float> Y => _field.Span.Slice(_height * _width * Lanes, _height * _width * Lanes);

    /// <summary>Draws the fields of samples.</summary>
    /// <param name="draws">What they are drawn from.</param>
    /// <param name="samples">Sixteen samples.</param>
    public void Draw(AugmentationDraws draws, ReadOnlySpan<int> samples)
    {
        DrawNoise(draws, samples);
        for (int axis = 0; axis < 2; axis++)
        {
            Span<float> field = _field.Span.Slice(axis * _height * _width * Lanes, _height * _width * Lanes);
            _alongColumns.Run(field, _half.Span, _width * Lanes, _width, Lanes);
            _alongRows.Run(_half.Span, field, Lanes, _height, _width * Lanes);
        }
    }

    private static int Blocks(int height, int width) => ((2 * height * width) + BlockValues - 1) / BlockValues;

    private void DrawNoise(AugmentationDraws draws, ReadOnlySpan<int> samples)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            DrawNoise<Lanes16>(draws, samples);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            DrawNoise<Lanes8>(draws, samples);
        }
        else
        {
            DrawNoise<Lanes4>(draws, samples);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    private void DrawNoise<TVector>(AugmentationDraws draws, ReadOnlySpan<int> samples)
        where TVector : struct, IVector<TVector>
    {
        Span<float> noise = _field.Span;
        Span<float> words = stackalloc float[BlockWords * Lanes];
        int blocks = Blocks(_height, _width);
        for (int block = 0; block < blocks; block++)
        {
            PhiloxLanes.Fill(
                draws.Seed, AugmentationDraws.Purpose(Distortion.Elastic), draws.Epoch, (uint)block, samples, MemoryMarshal.Cast<float, uint>(words));
            Span<float> values = noise.Slice(block * BlockValues * Lanes, BlockValues * Lanes);
            for (int word = 0; word < BlockWords; word++)
            {
                for (int lane = 0; lane < Lanes; lane += TVector.Count)
                {
                    TVector bytes = TVector.Load(words.Slice((word * Lanes) + lane, TVector.Count));
                    Span<float> four = values.Slice((word * sizeof(uint) * Lanes) + lane);
                    Centre(bytes).Store(four.Slice(0, TVector.Count));
                    Centre(TVector.ShiftBitsRight(bytes, 8)).Store(four.Slice(Lanes, TVector.Count));
                    Centre(TVector.ShiftBitsRight(bytes, 16)).Store(four.Slice(2 * Lanes, TVector.Count));
                    Centre(TVector.ShiftBitsRight(bytes, 24)).Store(four.Slice(3 * Lanes, TVector.Count));
                }
            }
        }

        // 2b − 255, which is exact.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static TVector Centre(TVector bytes) => TVector.FusedMultiplyAdd(
            TVector.BitsToSingle(TVector.AndBits(bytes, TVector.CreateBits(0xFF))), TVector.Create(2f), TVector.Create(-255f));
    }
}
