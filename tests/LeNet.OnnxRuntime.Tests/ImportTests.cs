using LeNet.Import;
using LeNet.Import.Onnx;
using LeNet.Runtime;
using LeNet.Testing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeNet.OnnxRuntime.Tests;

/// <summary>Models that others wrote: ONNX Runtime computes the model, the engine the network that was imported.</summary>
public sealed class ImportTests
{
    /// <summary>Of the largest number.</summary>
    private const double Tolerance = 1e-5;

    private const string Extension = ".onnx";

    private static readonly string Folder = Repository.PathOf("tests/LeNet.Import.Tests/Models");

    /// <summary>Those whose one output is a tensor of floats.</summary>
    public static TheoryData<string> Names =>
    [
        .. Directory.GetFiles(Folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name != "scikit" && !name.StartsWith("refused-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_engine_computes_what_ONNX_Runtime_does(string name)
    {
        string path = Path.Combine(Folder, name + Extension);
        ImportedNetwork imported = OnnxImporter.Import(path);
        Network network = NetworkCompiler.Create(imported.Architecture);
        string weights = Path.GetTempFileName();
        try
        {
            imported.Save(weights + ".arch.json", weights);
            network.Load(weights);
        }
        finally
        {
            File.Delete(weights);
            File.Delete(weights + ".arch.json");
        }

        Dataset images = SyntheticData.Noise(network.Description, 3, seed: 3);
        using var session = new InferenceSession(path);
        for (int i = 0; i < images.Count; i++)
        {
            float[] logits = new float[network.Description.Classes];
            float[] probabilities = new float[logits.Length];
            network.Predict(images.Image(i), probabilities, logits);
            AssertSame(logits, Run(session, name, network, images.Image(i)));
        }
    }

    /// <summary>The model's output for an image that the network prepares by its own "input".</summary>
    private static float[] Run(InferenceSession session, string name, Network network, ReadOnlySpan<byte> image)
    {
        (string input, NodeMetadata facts) = session.InputMetadata.Single();
        int[] shape = [1, .. facts.Dimensions.Skip(1)];
        float[] values = name switch
        {
            // These normalise by themselves: levels, or values from 0 to 1.
            "keras-pads" => Arranged(Array.ConvertAll(image.ToArray(), level => (float)level), shape),
            "torch-normalised" => Array.ConvertAll(image.ToArray(), level => level / 255f),
            _ => Arranged([.. ReferencePreprocessing.Of(network.Description).Input(image).Select(value => (float)value)], shape),
        };
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(values, shape))]);
        return [.. results[0].AsTensor<float>()];

        // Keras has the channels last.
        float[] Arranged(float[] planes, int[] sizes)
        {
            if (!name.StartsWith("keras", StringComparison.Ordinal))
            {
                return planes;
            }

            int channels = sizes[3];
            int area = planes.Length / channels;
            return [.. Enumerable.Range(0, planes.Length).Select(at => planes[(at % channels * area) + (at / channels)])];
        }
    }

    /// <summary>The same logits, or what a softmax at the end of the model makes of them.</summary>
    private static void AssertSame(float[] logits, float[] given)
    {
        double most = logits.Max();
        double sum = logits.Sum(logit => Math.Exp(logit - most));
        double[][] forms =
        [
            [.. logits.Select(logit => (double)logit)],
            [.. logits.Select(logit => Math.Exp(logit - most) / sum)],
            [.. logits.Select(logit => logit - most - Math.Log(sum))],
        ];
        Assert.Contains(forms, form => form.Zip(given).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, logits.Max(Math.Abs))));
    }
}
