namespace LeNet.Runtime;

/// <summary>Products of matrices.</summary>
internal static class OnnxProducts
{
    /// <summary>alpha · A · B + beta · C, with A and B transposed if it says so.</summary>
    public static OnnxTensor Gemm(OnnxCall call)
    {
        OnnxTensor a = Matrix(call, 0, "transA");
        OnnxTensor b = Matrix(call, 1, "transB");
        double alpha = call.Attributes.Number("alpha", 1);
        double beta = call.Attributes.Number("beta", 1);
        OnnxTensor product = Multiply(call, a, b);
        double[]? c = call.Optional(2) is { } added ? OnnxArithmetic.Broadcast(call, added, product.Shape).Values : null;
        for (int i = 0; i < product.Count; i++)
        {
            product.Values[i] = (alpha * product.Values[i]) + (c is null ? 0 : beta * c[i]);
        }

        return product;
    }

    /// <summary>As numpy.matmul: matrices are the last two axes, all others stretch.</summary>
    public static OnnxTensor MatMul(OnnxCall call)
    {
        OnnxTensor a = call.Input(0);
        OnnxTensor b = call.Input(1);
        if (a.Rank < 2 || b.Rank < 2)
        {
            throw call.Refuse($"multiplies {a.Title} by {b.Title}; matrices are needed");
        }

        int[] outer = OnnxArithmetic.Common(call, a.Shape[..^2], b.Shape[..^2]);
        a = OnnxArithmetic.Broadcast(call, a, [.. outer, .. a.Shape[^2..]]);
        b = OnnxArithmetic.Broadcast(call, b, [.. outer, .. b.Shape[^2..]]);
        (int rows, int inner, int columns) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
        OnnxTensor result = call.Create([.. outer, rows, columns]);
        for (int i = 0; i < result.Count / (rows * columns); i++)
        {
            OnnxTensor part = Multiply(
                call,
                new OnnxTensor([rows, inner], a.Values[(i * rows * inner)..((i + 1) * rows * inner)]),
                new OnnxTensor([b.Shape[^2], columns], b.Values[(i * b.Shape[^2] * columns)..((i + 1) * b.Shape[^2] * columns)]));
            part.Values.CopyTo(result.Values, i * rows * columns);
        }

        return result;
    }

    private static OnnxTensor Matrix(OnnxCall call, int input, string transposed)
    {
        OnnxTensor x = call.Input(input);
        if (x.Rank != 2)
        {
            throw call.Refuse($"multiplies a value of the shape {x.Title}; it takes matrices");
        }

        return call.Attributes.Integer(transposed, 0) == 0 ? x : OnnxMoves.Permute(call, x, [1, 0]);
    }

    private static OnnxTensor Multiply(OnnxCall call, OnnxTensor a, OnnxTensor b)
    {
        (int rows, int inner, int columns) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        if (b.Shape[0] != inner)
        {
            throw call.Refuse($"multiplies {a.Title} by {b.Title}, which do not go together");
        }

        OnnxTensor result = call.Create([rows, columns]);
        call.Spend(rows, inner, columns);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < inner; i++)
            {
                double factor = a.Values[(row * inner) + i];
                for (int column = 0; column < columns; column++)
                {
                    result.Values[(row * columns) + column] += factor * b.Values[(i * columns) + column];
                }
            }
        }

        return result;
    }
}
