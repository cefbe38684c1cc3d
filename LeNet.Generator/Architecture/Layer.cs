namespace LeNet.Generator.Architecture;

/// <summary>One entry of "layers". A kind is a record of its own in a file of its own.</summary>
internal abstract record Layer(string Name);
