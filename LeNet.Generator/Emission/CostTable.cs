using LeNet.Generator.Planning;
using LeNet.Generator.Planning.OneImage;

namespace LeNet.Generator.Emission;

/// <summary>What a network costs, layer by layer.</summary>
/// <param name="Rows">The input, the layers in order, and what belongs to no layer.</param>
internal sealed record CostTable(IReadOnlyList<CostRow> Rows)
{
    /// <param name="image">The plan of one image for the widest vectors, the largest of all.</param>
    public static CostTable Of(NetworkPlan plan, OneImagePlan image)
    {
        List<CostRow> rows =
        [
            new("input", 0, 0, 0, plan.Input.Floats, image.Input.Floats),
            .. plan.Network.Layers.Select(Row),
        ];
        rows.Add(new CostRow(
            "others",
            0,
            0,
            0,
            plan.ScratchFloats + plan.RecordFloats - rows.Sum(row => row.TileFloats),
            image.MemoryFloats + image.PreparedFloats - rows.Sum(row => row.ImageFloats)));
        return new CostTable(rows);

        CostRow Row(ShapedLayer layer)
        {
            IReadOnlyList<Step> steps = plan.StepsOf(layer);
            var name = layer.Layer.Name;
            return new CostRow(
                name,
                steps.Sum(step => step.TrainableCount),
                steps.Sum(step => step.ForwardMultiplyAdds),
                steps.Sum(step => step.BackwardMultiplyAdds),
                steps.Sum(step => step.TileFloats),
                image.StepFloats.Where(step => step.Name == name).Sum(step => step.Floats));
        }
    }

    /// <summary>The table as people read it, a line each.</summary>
    public IEnumerable<string> Lines()
    {
        List<string[]> cells =
        [
            ["layer", "parameters", "forward", "backward", "training", "inference"],
            .. Rows.Select(Cells),
            Cells(new CostRow(
                "total",
                Rows.Sum(row => row.Parameters),
                Rows.Sum(row => row.Forward),
                Rows.Sum(row => row.Backward),
                Rows.Sum(row => row.TileFloats),
                Rows.Sum(row => row.ImageFloats))),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        return cells.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
    }

    private static string[] Cells(CostRow row) =>
    [
        row.Name,
        Number(row.Parameters),
        Number(row.Forward),
        Number(row.Backward),
        Number((long)row.TileFloats * sizeof(float)),
        Number((long)row.ImageFloats * sizeof(float)),
    ];

    private static string Number(long value) => CodeWriter.Invariant($"{value:N0}");
}

/// <param name="Forward">Multiply-adds of a sample.</param>
/// <param name="Backward">Multiply-adds of a sample.</param>
/// <param name="TileFloats">Memory of a tile of sixteen samples in training.</param>
/// <param name="ImageFloats">Memory of one image in inference, with the weights once more where they are reordered.</param>
internal sealed record CostRow(string Name, int Parameters, long Forward, long Backward, int TileFloats, int ImageFloats);
