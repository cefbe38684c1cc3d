// OpenCV's dnn module, from .NET: dotnet run ReadOpenCvSharp.cs CASES OUT.
#:property PublishAot=false
#:property ManagePackageVersionsCentrally=false
#:package OpenCvSharp4@4.13.0.20260627
#:package OpenCvSharp4.official.runtime.linux-x64@4.13.0.20260627

using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Dnn;

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
        MatType type = fields[2] == "uint8" ? MatType.CV_8UC1 : MatType.CV_32FC1;
        using Net net = CvDnn.ReadNetFromOnnx(Path.Combine(args[0], fields[0] + ".onnx")) ?? throw new InvalidDataException("no network");
        using var input = Mat.FromPixelData([.. fields[3].Split(',').Select(int.Parse)], type, File.ReadAllBytes(Path.Combine(args[0], fields[0] + ".input")));
        net.SetInput(input, fields[1]);
        using Mat logits = net.Forward("logits");
        byte[] bytes = new byte[logits.Total() * logits.ElemSize()];
        Marshal.Copy(logits.Data, bytes, 0, bytes.Length);
        File.WriteAllBytes(path + ".logits", bytes);
        File.Delete(path + ".error");
    }
    catch (Exception problem)
    {
        File.WriteAllText(path + ".error", problem.Message.ReplaceLineEndings(" "));
    }
}
