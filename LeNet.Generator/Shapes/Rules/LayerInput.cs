using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Shapes.Rules;

/// <summary>What comes into a layer, and where the layer stands in the file.</summary>
internal readonly record struct LayerInput(Shape Shape, LayerSite Site, DiagnosticBag Bag)
{
    public void Report(DiagnosticDescriptor descriptor, TextSpan span, string message) =>
        Bag.Add(descriptor, span, $"{Site.Label}: {message}");

    /// <summary>For layers that work on images.</summary>
    public bool IsImage(string type)
    {
        if (Shape.IsFlat)
        {
            Report(
                Descriptors.LayerDoesNotFit,
                Site.Type,
                Invariant($"{type} works on an image, but the input of layer {Site.Number} (1-based) is a vector of {Shape}; put it before flatten and linear"));
        }

        return !Shape.IsFlat;
    }

    /// <summary>For layers that work on vectors. With or without a flatten layer as many values come in, so that what follows can be checked all the same.</summary>
    public void CheckVector(string type)
    {
        if (!Shape.IsFlat)
        {
            Report(
                Descriptors.LayerDoesNotFit,
                Site.Type,
                Invariant($"{type} works on a vector, but the input of layer {Site.Number} (1-based) is an image of {Shape}; put a flatten layer before it, which gives {Shape.Count}"));
        }
    }

    /// <summary>Compares what the file says comes in with what does.</summary>
    public void CheckDeclared(Key<int> key, int actual)
    {
        if (Site.TryGet(key, out int declared) && declared != actual)
        {
            Report(
                Descriptors.DeclaredInput,
                Site.SpanOf(key),
                Invariant($"{key.Name} is {declared}, but the input {(Shape.IsFlat ? "" : Shape + " ")}has {actual}; write {actual} or leave it out"));
        }
    }
}
