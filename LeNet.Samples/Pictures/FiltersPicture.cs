using System.Globalization;
using LeNet.Runtime;
using LeNet.Samples.Reporting;
using SkiaSharp;

namespace LeNet.Samples.Pictures;

/// <summary>The kernels of the first convolution.</summary>
internal static class FiltersPicture
{
    private const int Tile = 130;
    private const int Gap = 22;
    private const int CaptionHeight = 30;
    private const int MostColumns = 8;
    private const int MostKernels = 64;
    private const int MostChannels = 8;

    /// <summary>Draws it, or gives null if the network has no convolution.</summary>
    /// <param name="network">The network.</param>
    /// <param name="title">Its name for people.</param>
    public static byte[]? Draw(Network network, string title)
    {
        LayerDescription? layer = network.Description.Layers.FirstOrDefault(layer => layer.Type == "conv2d");
        ParameterDescription? weight = layer is null ? null : network.Description.Parameters.FirstOrDefault(parameter => parameter.Name == layer.Name + ".weight");
        return weight is null ? null : Draw(title, layer!.Name, weight.Shape, network.Parameter(weight.Name));
    }

    /// <summary>Draws it.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="layer">The layer's name.</param>
    /// <param name="shape">Kernels, input channels, height, width.</param>
    /// <param name="weights">The weights, row-major in that shape.</param>
    public static byte[] Draw(string network, string layer, IReadOnlyList<int> shape, ReadOnlySpan<float> weights)
    {
        (int kernels, int channels, int height, int width) = (shape[0], shape[1], shape[2], shape[3]);
        (int shown, int depth) = (Math.Min(kernels, MostKernels), Math.Min(channels, MostChannels));
        // One channel: kernels flow over lines. More: a line per kernel, a column per channel.
        int columns = depth == 1 ? Math.Min(shown, MostColumns) : depth;
        int rows = depth == 1 ? (shown + columns - 1) / columns : shown;
        int pageWidth = Math.Max((2 * Sheet.Margin) + (columns * (Tile + Gap)) - Gap, 720);
        using var sheet = new Sheet(pageWidth, Sheet.Top + (rows * (Tile + CaptionHeight + 12)) + 90);
        sheet.Titles($"{network}: what {layer} looks for", Subtitle(shape, shown, depth));

        float limit = RawImage.Limit(weights);
        int area = height * width;
        for (int i = 0; i < shown * depth; i++)
        {
            (int kernel, int channel) = (i / depth, i % depth);
            float x = Sheet.Margin + (i % columns * (Tile + Gap));
            float y = Sheet.Top + (i / columns * (Tile + CaptionHeight + 12));
            using SKBitmap bitmap = RawImage.ToBitmap(weights.Slice(((kernel * channels) + channel) * area, area), width, limit);
            SKSize size = RawImage.Fit(height, width, Tile);
            var place = SKRect.Create(x, y, size.Width, size.Height);
            sheet.Pixels(bitmap, place);
            sheet.Frame(place, Palette.Rule);
            sheet.Text(channels == 1 ? $"kernel {Number(kernel)}" : $"kernel {Number(kernel)}, in {Number(channel)}", x, y + size.Height + 22, TextStyle.Note, maxWidth: Tile + Gap - 4);
        }

        ScaleBar.Draw(sheet, Sheet.Margin, sheet.Height - 66, 320, limit);
        return sheet.ToPng();
    }

    private static string Subtitle(IReadOnlyList<int> shape, int shown, int depth)
    {
        string kernels = $"{Format.Count(shape[0], "kernel")} of {Format.Shape(shape.Skip(2))} weights";
        string channels = shape[1] == 1 ? "" : $" for each of {Format.Count(shape[1], "input channel")}";
        string part = shown < shape[0] || depth < shape[1] ? $"; the first {shown} and {depth} of them" : "";
        return kernels + channels + part;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
