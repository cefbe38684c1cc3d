#!/usr/bin/env bash
# OpenCV leaves out a sum if the model's batch has a name and not a size.
#
# A model's input may be [batch, 6, 1, 1], where "batch" is any number that the caller chooses. With Flatten, Unsqueeze at axis 1 and ReduceSum over
# axis 2 the output is [batch, 1]: a sum for each sample. OpenCV (cv::dnn::readNetFromONNX) gives the six values of each sample instead, not
# summed, for batches above 1, and says nothing. It is right if the batch is a number in the file, or without Flatten.
#
# Seen on 2026-11-30 with OpenCvSharp4 4.13.0.20260627 (OpenCV 4.13.0), two samples of 1 2 3 4 5 6 and 7 8 9 10 11 12:
#   batch in the file   output
#   2                   21 57
#   batch               1 2 3 4 5 6 7 8 9 10 11 12
#
# Here: why the layer rbf is exported without Unsqueeze and ReduceSum.
set -euo pipefail

version=4.13.0.20260627
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cat > Sum.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="OpenCvSharp4" Version="$version" />
    <PackageReference Include="OpenCvSharp4.official.runtime.linux-x64" Version="$version" />
  </ItemGroup>
</Project>
EOF

cat > Sum.cs <<'EOF'
using System.Runtime.InteropServices;
using OpenCvSharp;
using OpenCvSharp.Dnn;

Run("2", Number(1, 2));
Run("batch", Text(2, "batch"));

static void Run(string name, byte[] batch)
{
    File.WriteAllBytes("sum.onnx", Model(batch));
    using Net net = CvDnn.ReadNetFromOnnx("sum.onnx")!;
    float[] samples = [.. Enumerable.Range(1, 12)];
    using Mat input = Mat.FromPixelData([2, 6, 1, 1], MatType.CV_32FC1, samples);
    net.SetInput(input, "x");
    using Mat output = net.Forward("y");
    float[] values = new float[output.Total()];
    Marshal.Copy(output.Data, values, 0, values.Length);
    Console.WriteLine($"{name}: {string.Join(' ', values)}");
}

// The messages of onnx.proto, field by field: operator set 11, where axes are attributes.
static byte[] Model(byte[] batch)
{
    byte[][] nodes =
    [
        [.. Text(1, "x"), .. Text(2, "flat"), .. Text(4, "Flatten"), .. Integer("axis", 1)],
        [.. Text(1, "flat"), .. Text(2, "row"), .. Text(4, "Unsqueeze"), .. Axes(1)],
        [.. Text(1, "row"), .. Text(2, "y"), .. Text(4, "ReduceSum"), .. Axes(2), .. Integer("keepdims", 0)],
    ];
    byte[] graph =
    [
        .. nodes.SelectMany(node => Message(1, node)), .. Text(2, "sum"),
        .. Message(11, Value("x", batch, Number(1, 6), Number(1, 1), Number(1, 1))), .. Message(12, Value("y", batch, Number(1, 1))),
    ];
    return [.. Number(1, 6), .. Message(7, graph), .. Message(8, Number(2, 11))];
}

static byte[] Value(string name, params byte[][] sizes) =>
    [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, 1), .. Message(2, [.. sizes.SelectMany(size => Message(1, size))])]))];

static byte[] Axes(int value) => Message(5, [.. Text(1, "axes"), .. Number(8, value), .. Number(20, 7)]);
static byte[] Integer(string name, int value) => Message(5, [.. Text(1, name), .. Number(3, value), .. Number(20, 2)]);
static byte[] Text(int field, string text) => Message(field, System.Text.Encoding.UTF8.GetBytes(text));
static byte[] Message(int field, byte[] bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];
static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];
static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];
EOF

dotnet build --nologo -v quiet >build.log || { cat build.log >&2; exit 1; }
seen="$(dotnet run --no-build)"
echo "$seen"

if [ "$seen" = "$(printf '%s\n' '2: 21 57' 'batch: 1 2 3 4 5 6 7 8 9 10 11 12')" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
