namespace LeNet.Runtime;

/// <summary>Images that are stored column by column.</summary>
internal static class TransposedImages
{
    /// <summary>Swaps rows and columns of square images in their place. Allocates nothing.</summary>
    /// <param name="pixels">Planes of side × side bytes, one after the other.</param>
    /// <param name="side">Rows and columns of a plane.</param>
    public static void Transpose(Span<byte> pixels, int side)
    {
        int area = side * side;
        for (int begin = 0; begin < pixels.Length; begin += area)
        {
            Span<byte> plane = pixels.Slice(begin, area);
            for (int row = 1; row < side; row++)
            {
                for (int column = 0; column < row; column++)
                {
                    (plane[(row * side) + column], plane[(column * side) + row]) = (plane[(column * side) + row], plane[(row * side) + column]);
                }
            }
        }
    }
}
