#!/usr/bin/env bash
# OpenCV's average pools over padding go by who made the model.
#
# AveragePool has the attribute count_include_pad: 1 divides by the whole window, the zeros around the image included, and 0, the default, by the
# pixels of the image alone. OpenCV's importer (cv::dnn::readNetFromONNX) does not look at it. It divides by the whole window if the model's
# producer_name is "pytorch", and by the pixels otherwise: in half of the cases it computes another network, and says nothing.
#
# Seen on 2026-11-30 with OpenCvSharp4 4.13.0.20260627 (OpenCV 4.13.0), as with Debian's OpenCV 4.6.0. A 2×2 image of fours, a window of 2×2, stride 2, padding 1:
# each window has one pixel, so the average is 1 with the zeros and 4 without.
#   producer   count_include_pad   OpenCV   the specification
#   pytorch    0                   1        4
#   pytorch    1                   1        1
#   another    0                   4        4
#   another    1                   4        1
#
# Here: why exported models have a Pad node before a padded average and not the attribute.
set -euo pipefail

version=4.13.0.20260627
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cat > Pool.csproj <<EOF
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

cat > Pool.cs <<'EOF'
using OpenCvSharp;
using OpenCvSharp.Dnn;

foreach (string producer in (string[])["pytorch", "another"])
{
    foreach (int include in (int[])[0, 1])
    {
        File.WriteAllBytes("pool.onnx", Model(producer, include));
        using Net net = CvDnn.ReadNetFromOnnx("pool.onnx")!;
        using Mat image = Mat.FromPixelData([1, 1, 2, 2], MatType.CV_32FC1, new float[] { 4, 4, 4, 4 });
        net.SetInput(image, "x");
        using Mat averages = net.Forward("y");
        Console.WriteLine($"{producer} {include} {averages.At<float>(0, 0, 0, 0)}");
    }
}

// The messages of onnx.proto, field by field: a model of one AveragePool, operator set 13.
static byte[] Model(string producer, int include)
{
    byte[] node =
    [
        .. Text(1, "x"), .. Text(2, "y"), .. Text(4, "AveragePool"),
        .. Integers("kernel_shape", 2, 2), .. Integers("strides", 2, 2), .. Integers("pads", 1, 1, 1, 1),
        .. Message(5, [.. Text(1, "count_include_pad"), .. Number(3, include), .. Number(20, 2)]),
    ];
    byte[] graph = [.. Message(1, node), .. Text(2, "pool"), .. Message(11, Value("x")), .. Message(12, Value("y"))];
    return [.. Number(1, 7), .. Text(2, producer), .. Message(7, graph), .. Message(8, Number(2, 13))];
}

static byte[] Value(string name)
{
    byte[] shape = [.. new[] { 1, 1, 2, 2 }.SelectMany(size => Message(1, Number(1, size)))];
    return [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, 1), .. Message(2, shape)]))];
}

static byte[] Integers(string name, params int[] values) => Message(5, [.. Text(1, name), .. values.SelectMany(value => Number(8, value)), .. Number(20, 7)]);
static byte[] Text(int field, string text) => Message(field, System.Text.Encoding.UTF8.GetBytes(text));
static byte[] Message(int field, byte[] bytes) => [.. Varint((field << 3) | 2), .. Varint(bytes.Length), .. bytes];
static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];
static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value | 128), .. Varint(value >> 7)];
EOF

dotnet build --nologo -v quiet >build.log || { cat build.log >&2; exit 1; }
seen="$(dotnet run --no-build)"
echo "$seen"

if [ "$seen" = "$(printf '%s\n' 'pytorch 0 1' 'pytorch 1 1' 'another 0 4' 'another 1 4')" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
