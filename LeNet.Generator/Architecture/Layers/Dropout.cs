namespace LeNet.Generator.Architecture.Layers;

/// <summary>In training, sets values to zero at random and scales the others up, as torch.nn.Dropout; in evaluation, nothing.</summary>
/// <param name="Probability">Of a value to become zero.</param>
internal sealed record Dropout(string Name, double Probability) : Layer(Name);
