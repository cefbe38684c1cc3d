#!/usr/bin/env bash
# Exported models in readers other than ONNX Runtime for .NET, each at a pinned version: a table of the largest difference from the engine for each
# reader and kind of network. It fails if a model is refused or read wrong that known.tsv does not list. docs/export.md has the outcome.
#
#   tests/readers/run.sh [FOLDER]
#
# FOLDER keeps the models, inputs and answers; without it they are removed. A reader that cannot be had is skipped, with a line that says so.
#   npm           onnxruntime-node, onnxruntime-web    installed into a temporary folder
#   NuGet         OpenCvSharp4, Microsoft.ML           restored by dotnet
#   Debian        python3-onnx, python3-opencv         as installed
#   ONNX2C=PATH   onnx2c, built from its source
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
temp="$(mktemp -d)"
trap 'rm -rf "$temp"' EXIT
work="${1:-$temp}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
cases="$work/cases"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PYTHONDONTWRITEBYTECODE=1
export ONNX2C="${ONNX2C:+$(realpath "$(command -v "$ONNX2C")" 2>/dev/null)}"
onnxruntime=1.30.0
python=/usr/bin/python3
answers=()

dotnet build "$here/Cases" --nologo --verbosity quiet >&2 || exit 1
program=(dotnet "$here/Cases/bin/Debug/net10.0/LeNet.Readers.Cases.dll")
"${program[@]}" write "$cases" || exit 1

skip() {
  echo "skipped $1: $2"
}

# read_with NAME-VERSION COMMAND...: the command goes on after the case at which it ended, until it has tried all.
read_with() {
  local out="$work/$1"
  shift
  rm -rf "$out"
  for _ in $(seq 100); do
    "$@" "$cases" "$out" >/dev/null 2>&1 && break
  done
  answers+=("$out")
}

cd "$temp"
for package in onnxruntime-node onnxruntime-web; do
  if npm install --no-save --no-audit --no-fund --ignore-scripts "$package@$onnxruntime" >npm.log 2>&1; then
    read_with "$package-$onnxruntime" node "$here/ort.mjs" "$package"
  else
    skip "$package" "npm cannot install it: $(grep -m1 -i error npm.log)"
  fi
done

for reader in ReadMlNet ReadOpenCvSharp; do
  version="$(sed -n 's/^#:package [^@]*@//p' "$here/$reader.cs" | head -1)"
  if dotnet build "$here/$reader.cs" >dotnet.log 2>&1; then
    read_with "${reader#Read}-$version" dotnet run --no-build "$here/$reader.cs" --
  else
    skip "${reader#Read}" "dotnet cannot build it: $(grep -m1 error dotnet.log)"
  fi
done

if version="$("$python" -c 'import cv2; print(cv2.__version__)' 2>&1)"; then
  read_with "opencv-$version" "$python" "$here/opencv.py"
else
  skip opencv "there is no cv2 for $python: apt-get install python3-opencv"
fi

if version="$("$python" -c 'import onnx; print(onnx.__version__)' 2>&1)"; then
  read_with "onnx-$version" "$python" "$here/onnx_checker.py"
else
  skip onnx "there is no onnx for $python: apt-get install python3-onnx"
fi

if [ -n "$ONNX2C" ]; then
  read_with "onnx2c" "$here/onnx2c.sh"
else
  skip onnx2c "ONNX2C names no program"
fi

if [ "${#answers[@]}" = 0 ]; then
  echo "no reader is there"
  exit 1
fi

"${program[@]}" compare "$cases" "$here/known.tsv" "${answers[@]}"
