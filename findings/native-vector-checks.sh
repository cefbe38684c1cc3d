#!/usr/bin/env bash
# A native program has no wide vectors on a processor that has them, and its checks contradict each other.
#
# NativeAOT compiles for the processors that IlcInstructionSet names. Of some other instruction sets IsSupported is a question to the processor, when the program
# runs. By default Avx2 is none of them: Avx2.IsSupported is false everywhere. With AVX among what is named, Avx2.IsSupported and
# Fma.IsSupported are such questions, and true; but Vector256.IsHardwareAccelerated stays false in the same program, and what is written with
# Vector256 is computed in software, some twenty times slower than the same with the methods of Avx and Fma. Only with AVX2 itself are all true.
#
# Seen on 2026-11-30 with SDK 10.0.401, its ILCompiler 10.0.12, on a processor with AVX2, as Avx2.IsSupported and Vector256.IsHardwareAccelerated:
#   (default)           False False
#   x86-64-v2,avx       True False
#   x86-64-v3           True True
# A program for x86-64-v3 on an older processor ends at once: "The required instruction sets are not supported by the current CPU."
#
# Here: why LeNet.Generator/build/LeNet.Native.targets sets x86-64-v3 instead of leaving the choice to the running program.
# Needs clang or gcc, and a processor with AVX2.
set -euo pipefail

grep -q -m 1 '\bavx2\b' /proc/cpuinfo || { echo "this processor has no AVX2" >&2; exit 1; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

cat > App.csproj <<EOF
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot>true</PublishAot>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
EOF
cat > Program.cs <<EOF
System.Console.WriteLine(System.Runtime.Intrinsics.X86.Avx2.IsSupported + " " + System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated);
EOF

# What a program says that is compiled for the processors $1.
says() {
  dotnet publish --nologo -v quiet -o out "-p:IlcInstructionSet=$1" >publish.log || { cat publish.log >&2; exit 1; }
  out/App
}

plain="$(says "")"
avx="$(says x86-64-v2%2cavx)"
avx2="$(says x86-64-v3)"
echo "(default)        $plain"
echo "x86-64-v2,avx    $avx"
echo "x86-64-v3        $avx2"

if [ "$plain, $avx, $avx2" = "False False, True False, True True" ]; then
  echo "as described"
else
  echo "not as described any more" >&2
  exit 1
fi
