namespace LeNet.Generator.Architecture.Layers;

/// <summary>
/// The ten digits as bitmaps of 7 × 12, +1 in the foreground and −1 in the background: the prototypes of LeNet-5's output layer,
/// LeCun, Bottou, Bengio, Haffner: "Gradient-based learning applied to document recognition", 1998, figure 3. As the paper says of
/// the whole set, they need not be beautiful but different: some carry a bar above. LeNet.Runtime is compiled from this file too.
/// </summary>
internal static class Lecun1998Bitmaps
{
    public const string Name = "lecun1998";

    private const int Width = 7;

    private const int Height = 12;

    /// <summary>Row by row: five digits side by side, then the other five below them.</summary>
    private const string Bitmaps = """
        .#####.  ...##..  .#####.  #######  .#####.
        .......  ..###..  .......  .....##  .......
        ..###..  .####..  .#####.  ....##.  .......
        .##.##.  ...##..  ##...##  ...##..  .##..##
        ##...##  ...##..  #....##  ..####.  .##..##
        ##...##  ...##..  ....##.  .....##  ###..##
        ##...##  ...##..  ..###..  .....##  ##...##
        ##...##  ...##..  .##....  .....##  ##...##
        .##.##.  ...##..  ##.....  ##...##  ##..###
        ..###..  .######  #######  .#####.  .######
        .......  .......  .......  .......  .....##
        .......  .......  .......  .......  .....##

        .#####.  ..####.  #######  .#####.  .#####.
        .......  .##....  .....##  ##...##  ##..###
        #######  ##.....  .....##  ##...##  ##...##
        ##.....  ##.....  ....##.  ##...##  ##...##
        ##.....  ######.  ...##..  .#####.  ##..###
        .####..  ###..##  ...##..  ##...##  .######
        ..####.  ##...##  ..##...  ##...##  .....##
        .....##  ##...##  ..##...  ##...##  .....##
        ##...##  ###..##  ..##...  ##...##  ....##.
        .#####.  .#####.  ..##...  .#####.  .####..
        .......  .......  .......  .......  .......
        .......  .......  .......  .......  .......
        """;

    /// <summary>The ten digits, each [row][column].</summary>
    public static double[][] Rows() => [.. Enumerable.Range(0, 10).Select(Digit)];

    private static double[] Digit(int digit)
    {
        string[] lines = Bitmaps.Replace("\r", "").Split('\n');
        int firstLine = digit / 5 * (Height + 1);
        int firstColumn = digit % 5 * (Width + 2);
        return
        [
            .. from row in Enumerable.Range(firstLine, Height)
               from column in Enumerable.Range(firstColumn, Width)
               select lines[row][column] == '#' ? 1.0 : -1.0,
        ];
    }
}
