#!/usr/bin/env bash
# Trains in every configuration that there is here, and compares the weights with the published SHA-256: one row each.
#
#   tests/reproducibility/matrix.sh [--full]
#
# Without --full: what a few minutes allow, on the drawn digits and one epoch of MNIST. With it: ten epochs of MNIST on all that is fast, the
# shipped weights trained anew, and native executables for each generation of x64. What cannot be run is skipped, and its row says why.
# MNIST is taken from LENET_DATA, or else from where `train` finds it. Ends with status 1 if a hash differs or a run fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

full=false
case "${1:-}" in
  "") ;;
  --full) full=true ;;
  *) echo "usage: $0 [--full]" >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
published=tests/reproducibility/published.txt
source tests/reproducibility/rows.sh

# Each of these becomes the program; the JIT's draws pictures unless told not to, the native one never does.
jit() { exec dotnet exec LeNet.Samples/bin/Debug/net10.0/LeNet.Samples.dll "$@" --no-pictures; }
without_avx512() { DOTNET_EnableAVX512=0 jit "$@"; }
without_avx2() { DOTNET_EnableAVX2=0 jit "$@"; }
without_vectors() { DOTNET_EnableHWIntrinsic=0 jit "$@"; }
without_tiers() { DOTNET_TieredCompilation=0 jit "$@"; }
native() { exec "$work/native/lenet" "$@"; }
native_v2() { exec "$work/x86-64-v2/lenet" "$@"; }
native_v3() { exec "$work/x86-64-v3/lenet" "$@"; }
native_v4() { exec "$work/x86-64-v4/lenet" "$@"; }
native_arm64() { exec qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/arm64/lenet" "$@"; }

sizes=()
# Compiles the native executable; a warning about trimming or ahead-of-time compilation is an error. False if it cannot be made.
publish() { # folder, what it is for, options of dotnet publish...
  local name="$1" title="$2"
  shift 2
  if dotnet publish LeNet.Samples/Native -c Release -o "$work/$name" "$@" >"$work/publish.log" 2>&1; then
    sizes+=("$title: $(stat -c %s "$work/$name/lenet") bytes")
  else
    cat "$work/publish.log" >&2
    fail native "$title" "" "" "" "" "FAILED: it could not be published"
    false
  fi
}

for recipe in $(recipes); do
  if ! grep -qF "$(hash_of "$recipe")" docs/reproducibility.md; then
    echo "docs/reproducibility.md has another hash of $recipe than $published" >&2
    exit 1
  fi
  if ! grep -qF "| $recipe | $(hash_of "$recipe" | cut -c 1-16)… | same |" docs/reproducibility.md; then
    echo "docs/reproducibility.md has no row of $recipe in its table of equal hashes" >&2
    exit 1
  fi
done

if ! dotnet build LeNet.Samples >"$work/build.log" 2>&1; then
  cat "$work/build.log" >&2
  exit 1
fi

mnist=""
if [ -z "${LENET_DATA:-}" ] && ! (jit eval --dataset mnist --quiet) >/dev/null 2>"$work/mnist"; then
  mnist="$(tail -n 1 "$work/mnist")"
fi

# A row that needs MNIST.
mnist_row() { if [ -z "$mnist" ]; then row "$@"; else skip "$1" "$2" "$5" "$mnist"; fi; }

head_of_table

row JIT nothing "" 1 short jit
widest="$vectors"
for threads in 2 3 8; do row JIT nothing "" "$threads" short jit; done
if [ "$widest" = 512 ]; then row JIT "no AVX-512" 256 2 short without_avx512; else skip JIT "no AVX-512" short "the processor computes with $widest bits as it is"; fi
if [ "$(uname -m)" = x86_64 ]; then
  row JIT "no AVX2, no FMA" 128 2 brief without_avx2
else
  skip JIT "no AVX2, no FMA" brief "not an x64 processor"
fi
row JIT "no vector hardware" 128 2 brief without_vectors
row JIT nothing "" 3 modern jit
row JIT nothing "" 3 of-1998 jit
for recipe in best fast sdlm adamw; do row JIT nothing "" 3 "$recipe" jit; done
if [ "$widest" = 512 ]; then
  for recipe in modern of-1998; do row JIT "no AVX-512" 256 1 "$recipe" without_avx512; done
  for recipe in best fast sdlm adamw; do row JIT "no AVX-512" 256 3 "$recipe" without_avx512; done
fi
mnist_row JIT nothing "" 2 epoch jit
resumed_row JIT "" 1 3 short jit jit 100
resumed_row JIT "" 1 3 adamw jit jit 10

if $full; then
  row JIT "no tiers" "" 2 short without_tiers
  for threads in 1 2 3 8; do mnist_row JIT nothing "" "$threads" default jit; done
  if [ "$widest" = 512 ]; then mnist_row JIT "no AVX-512" 256 2 default without_avx512; fi
  mnist_row JIT nothing "" 1 weights jit
  for recipe in modern of-1998 best fast sdlm adamw; do row JIT "no vector hardware" 128 2 "$recipe" without_vectors; done
  if [ -z "$mnist" ]; then resumed_row JIT "" 2 1 default jit jit 2000; else skip JIT resumed default "$mnist"; fi
fi

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  skip native nothing short "there is no clang or gcc to link with"
else
  if publish native "this processor"; then
    for threads in 1 2; do row native nothing "$widest" "$threads" short native; done
    mnist_row native nothing "$widest" 3 epoch native
    resumed_row "JIT, then native" "" 2 1 short jit native 100
    if $full; then
      mnist_row native nothing "$widest" 2 default native
      resumed_row "native, then JIT" "" 3 2 short native jit 100
    fi
  fi

  if $full && [ "$(uname -m)" = x86_64 ]; then
    if publish x86-64-v2 "x86-64-v2" -p:IlcInstructionSet=x86-64-v2; then row native "x86-64-v2" 128 2 brief native_v2; fi
    if [ "$widest" -lt 256 ]; then
      skip native "x86-64-v3" default "the processor has no AVX2"
    elif publish x86-64-v3 "x86-64-v3" -p:IlcInstructionSet=x86-64-v3; then
      row native "x86-64-v3" 256 2 short native_v3
      mnist_row native "x86-64-v3" 256 2 default native_v3
    fi
    if [ "$widest" -lt 512 ]; then
      skip native "x86-64-v4" default "the processor has no AVX-512"
    elif publish x86-64-v4 "x86-64-v4" -p:IlcInstructionSet=x86-64-v4; then
      row native "x86-64-v4" 512 2 short native_v4
      mnist_row native "x86-64-v4" 512 2 default native_v4
    fi
  fi
fi

missing=()
command -v clang >/dev/null || missing+=("clang")
command -v aarch64-linux-gnu-gcc >/dev/null || missing+=("gcc-aarch64-linux-gnu")
[ -f /usr/aarch64-linux-gnu/lib/libc.so ] || missing+=("libc6-dev-arm64-cross")
command -v qemu-aarch64 >/dev/null || missing+=("qemu-user")
if [ "${#missing[@]}" -gt 0 ]; then
  skip native "Arm64, emulated" brief "missing Debian packages: ${missing[*]}"
elif publish arm64 "Arm64, with the example networks" -r linux-arm64 -p:WithExamples=true -p:ObjCopyName=aarch64-linux-gnu-objcopy; then
  row native "Arm64, emulated" 128 2 brief native_arm64
  if $full; then
    row native "Arm64, emulated" 128 3 modern native_arm64
    row native "Arm64, emulated" 128 1 of-1998 native_arm64
    resumed_row "JIT, then native for Arm64" "" 2 3 brief jit native_arm64 5
  fi
fi

check_page docs/reproducibility.md

echo
for recipe in $(recipes); do
  echo "$recipe: train $(options_of "$recipe" | tr '\n' ' ')→ $(hash_of "$recipe")"
done
echo
echo "size of the native executable:"
printf '  %s\n' "${sizes[@]:-none was made}"
echo
echo "the matrix took $SECONDS s"
echo "  succeeded: $same"
echo "  failed: $different"
echo "  skipped: $skipped"
[ "$different" -eq 0 ]
