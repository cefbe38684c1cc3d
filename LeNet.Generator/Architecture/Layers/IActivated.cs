namespace LeNet.Generator.Architecture.Layers;

/// <summary>A layer that applies a function to its result.</summary>
internal interface IActivated
{
    Activation Activation { get; }

    /// <summary>The layer with another function.</summary>
    Layer With(Activation activation);
}
