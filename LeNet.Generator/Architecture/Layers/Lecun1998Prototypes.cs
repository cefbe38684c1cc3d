namespace LeNet.Generator.Architecture.Layers;

/// <summary>The prototypes that an architecture file may name: <see cref="Lecun1998Bitmaps"/>.</summary>
internal static class Lecun1998Prototypes
{
    public const string Name = Lecun1998Bitmaps.Name;

    /// <summary>The ten digits, each [row][column].</summary>
    public static readonly Prototypes All = new(
        Name, new EquatableArray<EquatableArray<double>>(Lecun1998Bitmaps.Rows().Select(row => new EquatableArray<double>(row))));
}
