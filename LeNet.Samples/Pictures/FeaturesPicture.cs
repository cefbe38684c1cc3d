using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>What a layer makes of an image.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Type">Its type, such as <c>conv2d</c>; <c>input</c> for the network's input.</param>
/// <param name="Shape">Channels, height, width; or features alone.</param>
/// <param name="Values">Its output, row-major in that shape.</param>
internal sealed record LayerValues(string Name, string Type, IReadOnlyList<int> Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>What every layer of a network makes of an image, the network's input first.</summary>
    public static IReadOnlyList<LayerValues> Of(Network network, ReadOnlySpan<byte> image) =>
        [.. network.LayerOutputs(image).Select(output => new LayerValues(output.Layer.Name, output.Layer.Type, output.Layer.OutputShape, output.Values))];
}

/// <summary>One image through every layer: maps where a layer has them, else a strip of cells, and a bar per class at the end.</summary>
internal static class FeaturesPicture
{
    private const int Width = 1400;
    private const int LabelWidth = 200;
    private const int ContentWidth = Width - (2 * Sheet.Margin) - LabelWidth;
    private const int RowGap = 26;
    private const int MapGap = 8;
    private const int LargestMap = 112;
    private const int SmallestMap = 36;
    private const int MostMaps = 64;
    private const int WidestCell = 9;
    private const int NarrowestCell = 4;
    private const int CellHeight = 22;
    private const int CellGap = 4;
    private const int MostCells = 2048;
    private const int BarHeight = 96;
    private const int MostBars = 26;

    /// <summary>Draws it.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="subtitle">What came of it.</param>
    /// <param name="layers">The outputs from the network's input to its logits.</param>
    /// <param name="probabilities">The classes' probabilities.</param>
    public static byte[] Draw(string title, string subtitle, IReadOnlyList<LayerValues> layers, ReadOnlyMemory<float> probabilities)
    {
        List<Row> rows = [.. layers.Where(layer => layer.Type != "flatten").Select(Row.For)];
        if (probabilities.Length <= MostBars)
        {
            rows.Add(new BarRow(probabilities));
        }

        using var sheet = new Sheet(Width, Sheet.Top + rows.Sum(row => row.Height + RowGap) + 60);
        sheet.Titles(title, subtitle);
        float y = Sheet.Top + 6;
        foreach (Row row in rows)
        {
            sheet.Text(row.Name, Sheet.Margin, y + 17, TextStyle.Heading, maxWidth: LabelWidth - 16);
            sheet.Text(row.Detail, Sheet.Margin, y + 39, TextStyle.Note, maxWidth: LabelWidth - 16);
            row.Draw(sheet, Sheet.Margin + LabelWidth, y);
            y += row.Height + RowGap;
        }

        sheet.Text("In each layer: white is 0, the darkest its largest magnitude, orange below 0 and blue above.", Sheet.Margin, sheet.Height - 34, TextStyle.Note);
        return sheet.ToPng();
    }

    private abstract class Row(string name, string detail)
    {
        public string Name => name;

        public string Detail => detail;

        public abstract int Height { get; }

        public static Row For(LayerValues layer)
        {
            string detail = (layer.Type == layer.Name ? "" : layer.Type + " ") + Format.Shape(layer.Shape);
            return layer.Shape.Count == 3
                ? new MapRow(layer.Name, detail, layer)
                : new StripRow(layer.Name, detail, layer.Values);
        }

        public abstract void Draw(Sheet sheet, float x, float y);
    }

    private sealed class MapRow : Row
    {
        private readonly LayerValues _layer;
        private readonly int _shown;
        private readonly int _columns;
        private readonly int _tile;

        public MapRow(string name, string detail, LayerValues layer)
            : base(name, layer.Shape[0] > MostMaps ? $"{detail}, first {MostMaps}" : detail)
        {
            _layer = layer;
            _shown = Math.Min(layer.Shape[0], MostMaps);
            int lines = 1;
            while (TileFor(lines) < SmallestMap)
            {
                lines++;
            }

            _columns = (_shown + lines - 1) / lines;
            _tile = Math.Min(TileFor(lines), LargestMap);
        }

        public override int Height => ((_shown + _columns - 1) / _columns * (_tile + MapGap)) - MapGap;

        public override void Draw(Sheet sheet, float x, float y)
        {
            (int height, int width) = (_layer.Shape[1], _layer.Shape[2]);
            ReadOnlySpan<float> values = _layer.Values.Span;
            float limit = RawImage.Limit(values);
            float scale = (float)_tile / Math.Max(height, width);
            for (int map = 0; map < _shown; map++)
            {
                using SKBitmap bitmap = RawImage.ToBitmap(values.Slice(map * height * width, height * width), width, limit);
                var place = SKRect.Create(x + (map % _columns * (_tile + MapGap)), y + (map / _columns * (_tile + MapGap)), width * scale, height * scale);
                sheet.Pixels(bitmap, place);
                sheet.Frame(place, Palette.Rule);
            }
        }

        private int TileFor(int lines) => ((ContentWidth + MapGap) / ((_shown + lines - 1) / lines)) - MapGap;
    }

    private sealed class StripRow(string name, string detail, ReadOnlyMemory<float> values)
        : Row(name, values.Length > MostCells ? $"{detail}, first {MostCells}" : detail)
    {
        private readonly int _shown = Math.Min(values.Length, MostCells);

        public override int Height => Math.Max((Lines * (CellHeight + CellGap)) - CellGap, 40);

        /// <summary>As few lines as there can be, and as many cells in each of them as in the others.</summary>
        private int Lines => (_shown + (ContentWidth / NarrowestCell) - 1) / (ContentWidth / NarrowestCell);

        private int PerLine => (_shown + Lines - 1) / Lines;

        public override void Draw(Sheet sheet, float x, float y)
        {
            float limit = RawImage.Limit(values.Span);
            int cell = Math.Min(ContentWidth / PerLine, WidestCell);
            for (int i = 0; i < _shown; i++)
            {
                var place = SKRect.Create(x + (i % PerLine * cell), y + (i / PerLine * (CellHeight + CellGap)), cell, CellHeight);
                sheet.Fill(place, Palette.Diverging(limit > 0 ? values.Span[i] / limit : 0));
            }

            for (int line = 0; line < Lines; line++)
            {
                int cells = Math.Min(PerLine, _shown - (line * PerLine));
                sheet.Frame(SKRect.Create(x, y + (line * (CellHeight + CellGap)), cells * cell, CellHeight), Palette.Rule);
            }
        }
    }

    private sealed class BarRow(ReadOnlyMemory<float> probabilities) : Row("probabilities", "softmax")
    {
        public override int Height => BarHeight + 26;

        public override void Draw(Sheet sheet, float x, float y)
        {
            int width = Math.Min(ContentWidth / probabilities.Length, 84);
            int best = 0;
            for (int i = 0; i < probabilities.Length; i++)
            {
                best = probabilities.Span[i] > probabilities.Span[best] ? i : best;
            }

            for (int i = 0; i < probabilities.Length; i++)
            {
                float probability = probabilities.Span[i];
                float height = Math.Max(1, (BarHeight - 22) * probability);
                SKColor color = i == best ? Palette.Blue : Palette.Muted;
                float middle = x + (i * width) + (width / 2f);
                sheet.Fill(SKRect.Create(middle - (width * 0.32f), y + BarHeight - height, width * 0.64f, height), i == best ? color : color.WithAlpha(0x80));
                var style = new TextStyle(15, i == best ? Palette.Blue : Palette.Muted, i == best);
                sheet.Text(i.ToString(CultureInfo.InvariantCulture), middle, y + BarHeight + 20, style, SKTextAlign.Center);
                if (probability >= 0.001)
                {
                    sheet.Text((100 * probability).ToString("F1", CultureInfo.InvariantCulture) + "%", middle, y + BarHeight - height - 6, style with { Size = Math.Min(14, width / 3.4f) }, SKTextAlign.Center);
                }
            }

            sheet.Fill(SKRect.Create(x, y + BarHeight, width * probabilities.Length, 1), Palette.Rule);
        }
    }
}
