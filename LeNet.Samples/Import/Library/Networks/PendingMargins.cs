using LeNet.Generator.Shapes;
using LeNet.Runtime;

namespace LeNet.Import.Networks;

/// <summary>Rows and columns that a node of their own adds to an image; the layer behind makes them its padding.</summary>
/// <param name="Node">The node.</param>
/// <param name="Margins">What it adds.</param>
/// <param name="Fill">What they are filled with.</param>
internal sealed record PendingMargins(OnnxNode Node, Margins Margins, double Fill)
{
    /// <summary>Rows and columns in all.</summary>
    public Size2 Size => new(Margins.Top + Margins.Bottom, Margins.Left + Margins.Right);
}
