using LeNet.Runtime;

namespace LeNet.Samples.Files;

/// <summary>
/// The weights that come with the program: LeNet-5, trained by this project on MNIST. They lie in a folder beside the program,
/// and are for the network of lenet.arch.json as the repository has it.
/// </summary>
internal static class ShippedWeights
{
    /// <summary>Where they are, relative to the program and to the repository.</summary>
    public const string RelativePath = "weights/lenet5.safetensors";

    /// <summary>How far a logit may be from the known one: far more than rounding, far less than another network makes of it.</summary>
    private const float Tolerance = 1e-3f;

    /// <summary>The logits of <see cref="KnownImage"/>.</summary>
    private static readonly float[] KnownLogits =
        [2.2153106f, -11.486941f, 2.1639435f, 3.3118331f, -1.1093651f, -0.6964308f, 4.308469f, -6.4980702f, 6.78742f, 2.1611588f];

    /// <summary>Where they are on this machine.</summary>
    public static string Path => System.IO.Path.Combine([AppContext.BaseDirectory, .. RelativePath.Split('/')]);

    /// <summary>Loads them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">Where they are.</param>
    /// <exception cref="FailureException">They are missing, damaged or those of another network, which is then as it was or has them loaded.</exception>
    public static void Load(Network network, string path)
    {
        if (!File.Exists(path))
        {
            throw new FailureException($"{path}: the weights that come with the program are not beside it; {WhatToDo}");
        }

        try
        {
            network.Load(path);
        }
        catch (DataFileException exception)
        {
            throw new FailureException($"{exception.Message}; these are the weights that come with the program: if {network.Description.Name} is a network of your own, {WhatToDo}", exception);
        }

        if (!KnowsItsImage(network))
        {
            throw new FailureException($"{path}: {network.Description.Name} is not the network that these weights, which come with the program, were trained for: its layers or its input were changed; {WhatToDo}");
        }
    }

    private static string WhatToDo => "train it first, then name what the run wrote: --weights runs/TIME/model.safetensors";

    /// <summary>
    /// Whether the network computes with these weights what LeNet-5 does. Another activation, pool or preprocessing
    /// leaves all shapes as they are, so the weights would load, and read digits badly.
    /// </summary>
    private static bool KnowsItsImage(Network network)
    {
        byte[] image = KnownImage(network.Description.ImageBytes);
        float[] logits = new float[network.Description.Classes];
        network.Predict(image, new float[logits.Length], logits);
        return logits.Length == KnownLogits.Length && logits.Zip(KnownLogits, (a, b) => MathF.Abs(a - b)).All(difference => difference < Tolerance);
    }

    /// <summary>An image that excites every part of the network: all levels, in steps that no pool or resampling evens out.</summary>
    private static byte[] KnownImage(int bytes) => [.. Enumerable.Range(0, bytes).Select(i => (byte)(i * i / 7))];
}
