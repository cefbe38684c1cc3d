using LeNet.Export.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeNet.OnnxRuntime.Tests;

/// <summary>An exported model in ONNX Runtime.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads the bytes of an .onnx file, as the format's checker would; an invalid one is an exception.</summary>
    public OnnxModel(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, options);
    }

    /// <summary>What the model says of itself.</summary>
    public ModelMetadata Metadata => _session.ModelMetadata;

    /// <summary>Its outputs' names.</summary>
    public IEnumerable<string> Outputs => _session.OutputNames;

    /// <summary>Runs a batch.</summary>
    /// <param name="values">All samples: bytes for a model with preprocessing, else floats.</param>
    /// <param name="shape">[batch, channels, height, width].</param>
    public (float[] Logits, float[] Probabilities) Run<T>(T[] values, params int[] shape)
    {
        string name = typeof(T) == typeof(byte) ? OnnxExporter.ImageName : OnnxExporter.InputName;
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            _session.Run([NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(values, shape))]);
        return (Values(results, OnnxExporter.LogitsName), Values(results, OnnxExporter.ProbabilitiesName));
    }

    public void Dispose() => _session.Dispose();

    private static float[] Values(IEnumerable<DisposableNamedOnnxValue> results, string name) =>
        [.. results.Single(result => result.Name == name).AsTensor<float>()];
}
