namespace LeNet.Fuzzing.Mutation;

/// <summary>Numbers at which programs go wrong: the ends of types, powers of two, small ones.</summary>
internal static class TellingNumbers
{
    /// <summary>As bits.</summary>
    public static IReadOnlyList<ulong> Bits { get; } =
    [
        0, 1, 2, 3, 4, 8, 16, 0x7f, 0x80, 0xff, 0x100, 0x400, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffc7, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff,
        0x1_0000_0000, 0x4000_0000_0000_0000, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0xffff_ffff_ffff_fff8, 0xffff_ffff_ffff_ffff,
    ];

    /// <summary>As text.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "0", "1", "2", "3", "-1", "-0", "7", "10", "100", "255", "256", "4096", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "0.5", "1e9", "1e99", "1e-99",
        "1e999999999", "NaN", "Infinity", "0x10", "00", "1.", "99999999999999999999999999999999999999",
    ];
}
