#!/usr/bin/env bash
# Fuzzes a parser guided by coverage: AFL++ (Debian: apt-get install afl++) and SharpFuzz, which instruments a copy of the assemblies.
#   afl.sh TARGET [SECONDS] [FOLDER]
# FOLDER keeps the build, the seeds and what AFL finds; inputs that end the program are in FOLDER/found/TARGET/default/crashes.
# Try them with: dotnet run --project tests/LeNet.Fuzzing -- --target TARGET --replay FILE...
set -euo pipefail

target=${1:?target: idx, gzip, download, safetensors, checkpoint, picture, json, architecture or request}
seconds=${2:-600}
folder=${3:-${TMPDIR:-/tmp}/lenet-afl}
project=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder/found"

if [ ! -x "$folder/tools/sharpfuzz" ]; then
  dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$folder/tools"
fi

if [ ! -e "$folder/bin/instrumented" ]; then
  dotnet build "$project" --configuration Release --output "$folder/bin" --nologo --verbosity quiet
  dotnet "$folder/bin/LeNet.Fuzzing.dll" --target all --export "$folder/seeds"
  # Of the engine only what reads: its arithmetic would be a hundred times slower and tell AFL nothing.
  (cd "$folder/bin" && "$folder/tools/sharpfuzz" LeNet.Runtime.dll LeNet.Runtime.{ArchitectureFacts,Checkpoint,Data,FloatDtype,Idx,Packed,Safetensors,Trainer,Weights})
  (cd "$folder/bin" && "$folder/tools/sharpfuzz" LeNet.Samples.dll && "$folder/tools/sharpfuzz" LeNet.Generator.dll)
  touch "$folder/bin/instrumented"
fi

# The program is a script to AFL, and the machine is not tuned for it.
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_AUTORESUME=1
exec afl-fuzz -i "$folder/seeds/$target" -o "$folder/found/$target" -t 10000 -m none -V "$seconds" \
  -- dotnet "$folder/bin/LeNet.Fuzzing.dll" --target "$target" --afl
