// ML.NET's transformer for ONNX models: dotnet run ReadMlNet.cs CASES OUT.
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:package Microsoft.ML@5.0.1
#:package Microsoft.ML.OnnxTransformer@5.0.1
#:package Microsoft.ML.OnnxRuntime@1.31.1

using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

Directory.CreateDirectory(args[1]);
foreach (string line in File.ReadLines(Path.Combine(args[0], "cases.tsv")))
{
    string[] fields = line.Split('\t');
    string path = Path.Combine(args[1], fields[0]);
    if (File.Exists(path + ".logits") || File.Exists(path + ".error"))
    {
        continue;
    }

    File.WriteAllText(path + ".error", "crashed");
    try
    {
        string model = Path.Combine(args[0], fields[0] + ".onnx");
        byte[] input = File.ReadAllBytes(Path.Combine(args[0], fields[0] + ".input"));
        int[] shape = [.. fields[3].Split(',').Select(int.Parse)];
        float[] logits = fields[2] == "uint8"
            ? Logits(model, fields[1], shape, input, NumberDataViewType.Byte)
            : Logits(model, fields[1], shape, MemoryMarshal.Cast<byte, float>(input).ToArray(), NumberDataViewType.Single);
        File.WriteAllBytes(path + ".logits", MemoryMarshal.AsBytes(logits.AsSpan()).ToArray());
        File.Delete(path + ".error");
    }
    catch (Exception problem)
    {
        File.WriteAllText(path + ".error", (problem.InnerException ?? problem).Message.ReplaceLineEndings(" "));
    }
}

// ML.NET takes a row of a table at a time: all samples are one.
static float[] Logits<T>(string model, string name, int[] shape, T[] values, PrimitiveDataViewType type)
{
    var ml = new MLContext();
    var schema = SchemaDefinition.Create(typeof(Row<T>));
    SchemaDefinition.Column column = schema[nameof(Row<T>.Input)];
    column.ColumnName = name;
    column.ColumnType = new VectorDataViewType(type, shape);
    IDataView rows = ml.Data.LoadFromEnumerable([new Row<T> { Input = values }], schema);
    IDataView results = ml.Transforms.ApplyOnnxModel(["logits"], [name], model, new Dictionary<string, int[]> { [name] = shape }, gpuDeviceId: null, fallbackToCpu: false, recursionLimit: 100).Fit(rows).Transform(rows);
    return [.. results.GetColumn<float[]>("logits").Single()];
}

internal sealed class Row<T>
{
    public T[] Input { get; set; } = [];
}
