namespace LeNet.Generator.Planning;

/// <summary>A vector width and what the processors that have it offer.</summary>
/// <param name="Bits">Bits of a vector.</param>
/// <param name="Registers">Vector registers that code of this width can count on.</param>
internal sealed record VectorTarget(int Bits, int Registers)
{
    /// <summary>Floats of a vector.</summary>
    public int Floats => Bits / 32;

    public static readonly VectorTarget Vector512 = new(512, 32);

    public static readonly VectorTarget Vector256 = new(256, 16);

    /// <summary>Arm64 has 32 registers; x86 without AVX2 spills some of them, correctly if slowly.</summary>
    public static readonly VectorTarget Vector128 = new(128, 32);

    public static readonly IReadOnlyList<VectorTarget> All = [Vector512, Vector256, Vector128];
}
