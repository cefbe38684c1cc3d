namespace LeNet.Generator.Architecture;

/// <summary>An elementwise function applied to a layer's output.</summary>
internal abstract record Activation;

internal sealed record NoActivation : Activation;

internal sealed record Tanh : Activation;

internal sealed record Sigmoid : Activation;

internal sealed record Relu : Activation;
