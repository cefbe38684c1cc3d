using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.Loops;

/// <summary>What lies in an array.</summary>
internal enum ElementType
{
    Float,
    Byte,
    Integer,
}

/// <summary>An array, or a part of one.</summary>
internal abstract record LoopArray
{
    /// <summary>What lies in it.</summary>
    public abstract ElementType Element { get; }

    /// <summary>How many.</summary>
    public abstract int Length { get; }

    /// <summary>Whether it is written to.</summary>
    public abstract bool IsWritable { get; }

    /// <summary>An element.</summary>
    public Expression this[Expression index] => new Load(this, index);
}

/// <summary>An array of a layer's own.</summary>
/// <param name="Owner">The layer.</param>
/// <param name="Name">Its name within the layer.</param>
internal abstract record OwnedArray(string Owner, string Name) : LoopArray;

/// <summary>Constants of a layer: its weights, or what is made of them. Where the program trains, what they begin with.</summary>
/// <param name="Owner">The layer.</param>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Its shape, for people.</param>
/// <param name="Note">What it is, for people.</param>
internal abstract record LoopTable(string Owner, string Name, IReadOnlyList<int> Shape, string Note) : OwnedArray(Owner, Name)
{
    public override bool IsWritable => IsTrained;

    /// <summary>Whether training changes them.</summary>
    public bool IsTrained { get; init; }

    /// <summary>Its shape as comments write it: "[6][28]".</summary>
    public string Layout => string.Concat(Shape.Select(size => CodeWriter.Invariant($"[{size}]")));

    public sealed override string ToString() => $"{Owner}.{Name}";
}

/// <summary>Constant floats.</summary>
internal sealed record FloatTable(string Owner, string Name, IReadOnlyList<int> Shape, string Note, float[] Values) : LoopTable(Owner, Name, Shape, Note)
{
    public override ElementType Element => ElementType.Float;

    public override int Length => Values.Length;
}

/// <summary>Constant whole numbers.</summary>
internal sealed record IntegerTable(string Owner, string Name, IReadOnlyList<int> Shape, string Note, IReadOnlyList<int> Values) : LoopTable(Owner, Name, Shape, Note)
{
    public override ElementType Element => ElementType.Integer;

    public override int Length => Values.Count;
}

/// <summary>Memory for the values of one sample.</summary>
/// <param name="Owner">The layer that they are of.</param>
/// <param name="Name">Its name within the layer.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="Of">What they are.</param>
internal sealed record LoopBuffer(string Owner, string Name, Shape Shape, ElementType Of) : OwnedArray(Owner, Name)
{
    public override ElementType Element => Of;

    public override int Length => Shape.Count;

    public override bool IsWritable => true;
}

/// <summary>An array that a step or a function is given.</summary>
internal sealed record ArrayParameter(string Name, ElementType Of, int Count, bool IsResult) : LoopArray
{
    public override ElementType Element => Of;

    public override int Length => Count;

    public override bool IsWritable => IsResult;
}

/// <summary>A part of an array, named so that indices stay short.</summary>
internal sealed record ArrayView(string Name, LoopArray Array, int Count) : LoopArray
{
    public override ElementType Element => Array.Element;

    public override int Length => Count;

    public override bool IsWritable => Array.IsWritable;
}
