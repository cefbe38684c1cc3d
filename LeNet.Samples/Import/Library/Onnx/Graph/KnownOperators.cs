using LeNet.Import.Onnx.Layers;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Graph;

/// <summary>Tells of an operator that nobody knows before anything is computed.</summary>
internal static class KnownOperators
{
    /// <summary>Checks all that values are made of.</summary>
    /// <exception cref="OnnxException">An operator is not known; the message says what would work in its place.</exception>
    public static void Require(OnnxModel model, IEnumerable<string> values)
    {
        var needed = new HashSet<string>(values, StringComparer.Ordinal);
        foreach (OnnxNode node in model.Nodes.Reverse().Where(node => node.Outputs.Any(needed.Contains)))
        {
            needed.UnionWith(node.Inputs);
            if (OnnxOperators.Find(node) is null)
            {
                throw new OnnxException(node, node.Domain is "" or "ai.onnx"
                    ? Advice.Of(node.Operator)
                    : $"is of the operator set '{OnnxNode.Shown(node.Domain)}', which is not ONNX's own; export the model with ONNX's operators alone");
            }
        }
    }
}
