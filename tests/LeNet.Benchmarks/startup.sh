#!/usr/bin/env bash
# From the start of the process to the first training step: startup.sh MNIST PROGRAM...
# MNIST is a folder with the four files, not compressed; PROGRAM for example `native/lenet`, or `dotnet LeNet.Samples.dll`.
# Measures whole processes that train one step, evaluate sixteen images and write the weights: an upper bound. Median of fifteen.
set -euo pipefail
mnist="$1"
shift

data="$(mktemp -d)"
trap 'rm -rf "$data"' EXIT
cp "$mnist"/train-*-ubyte "$data"
# The header says 16 images, and 16 follow.
{ printf '\0\0\10\3\0\0\0\20'; tail -c +9 "$mnist/t10k-images-idx3-ubyte" | head -c $((8 + 16 * 784)) || true; } >"$data/t10k-images-idx3-ubyte"
{ printf '\0\0\10\1\0\0\0\20'; tail -c +9 "$mnist/t10k-labels-idx1-ubyte" | head -c 16 || true; } >"$data/t10k-labels-idx1-ubyte"

options=()
if "$@" train --help | grep -- --no-pictures >/dev/null; then options+=(--no-pictures); fi # they come after training

for _ in $(seq 15); do
  begin="$(date +%s%N)"
  "$@" train --max-steps 1 --quiet --data "$data" --out "$data/run" "${options[@]}" >"$data/output" 2>&1 || { cat "$data/output" >&2; exit 1; }
  echo $((($(date +%s%N) - begin) / 100000))
done | sort -n | awk '{ ms[NR] = $1 / 10 } END { if (NR == 15) printf "median %.1f ms, from %.1f to %.1f\n", ms[8], ms[1], ms[15] }'
