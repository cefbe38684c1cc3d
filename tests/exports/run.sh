#!/usr/bin/env bash
# Exported C and JavaScript with other compilers, on other processors, and under what finds faults: every network of the tests, every bit compared with the
# engine's. Prints a line for each way with the number of networks that are right, and fails if one is not. docs/export.md has the outcome.
#
#   tests/exports/run.sh [FOLDER [WAY]]
#
# FOLDER keeps the exported files and what is built of them; without it they are removed. WAY is a part of a way's name, such as s390x, to try no other. What is not installed is skipped, with a line that says so. Debian has all of it:
#   apt-get install gcc clang libclang-rt-14-dev valgrind nodejs qemu-user qemu-system-arm gcc-arm-none-eabi libnewlib-arm-none-eabi \
#     gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-riscv64-linux-gnu libc6-dev-riscv64-cross gcc-s390x-linux-gnu libc6-dev-s390x-cross
set -uo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
temp="$(mktemp -d)"
trap 'rm -rf "$temp"' EXIT
work="${1:-$temp}"
mkdir -p "$work"
work="$(cd "$work" && pwd)"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
only="${2:-}"
strict=(-std=c99 -Wall -Wextra -pedantic -Werror)
status=0

dotnet build "$here/Cases" --nologo --verbosity quiet >&2 || exit 1
dotnet "$here/Cases/bin/Debug/net10.0/LeNet.Exports.Cases.dll" "$work/cases" || exit 1

# tools NAME...: whether the way is wanted and all are there; says which is not.
tools() {
  local tool
  case "$way" in *"$only"*) ;; *) return 1 ;; esac
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "skipped $way: no $tool"; return 1; }
  done
}

# links COMPILER OPTION...: whether it has the libraries that its options want; says if not.
links() {
  echo 'int main(void) { return 0; }' | "$@" -x c - -o "$temp/empty" 2>"$temp/links.log" || { echo "skipped $way: $(head -1 "$temp/links.log")"; return 1; }
}

# each COMMAND...: runs it in the folder of each network of a kind, predict or train; it must print "the same bits" and nothing else.
each() {
  local right=0 all=0 folder said
  for folder in "$work/cases/$kind"/*/; do
    all=$((all + 1))
    said="$(cd "$folder" && "$@" 2>&1)"
    if [ "$said" = "the same bits" ]; then
      right=$((right + 1))
    else
      echo "  $(basename "$folder"): $(echo "$said" | head -3)"
      status=1
    fi
  done
  printf '%-76s %-8s %s of %s\n' "$way" "$kind" "$right" "$all"
}

# both COMMAND...: each, for networks that predict and for those that train.
both() {
  for kind in predict train; do
    each "$@"
  done
}

# built COMPILER OPTION... -- RUNNER...: compiles the check and runs it.
built() {
  local compile=()
  while [ "$1" != -- ]; do
    compile+=("$1")
    shift
  done
  shift
  "${compile[@]}" net.c "$here/check.c" -I. -o check ${after[@]+"${after[@]}"} && "$@" ./check
}

after=(-lm)
for compiler in gcc clang; do
  for options in -O0 -O2 "-O3 -march=native" "-O3 -march=native -std=gnu99 -ffp-contract=fast" "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"; do
    way="$compiler $options"
    # shellcheck disable=SC2086
    tools "$compiler" && links "$compiler" $options && both built "$compiler" "${strict[@]}" $options --
  done
done

way="valgrind"
tools gcc valgrind && both built gcc "${strict[@]}" -O1 -g -- valgrind --quiet --error-exitcode=9

way="aarch64 (qemu-user)"
tools aarch64-linux-gnu-gcc qemu-aarch64 && both built aarch64-linux-gnu-gcc "${strict[@]}" -O2 -static -- qemu-aarch64

way="riscv64 (qemu-user)"
tools riscv64-linux-gnu-gcc qemu-riscv64 && both built riscv64-linux-gnu-gcc "${strict[@]}" -O2 -static -- qemu-riscv64

way="s390x, big-endian (qemu-user)"
tools s390x-linux-gnu-gcc qemu-s390x && both built s390x-linux-gnu-gcc "${strict[@]}" -fexcess-precision=fast -O2 -static -- qemu-s390x

# Boards with a Cortex-M on them: the first has no floating-point unit, the second one of single precision, the third one of double precision too.
after=(-lm "$here/cortex-m/startup.c" -T "$here/cortex-m/mps2.ld")
while read -r board options; do
  way="$board $options"
  # shellcheck disable=SC2086
  tools arm-none-eabi-gcc qemu-system-arm && both built arm-none-eabi-gcc -std=c99 -Wall -Wextra -Werror -O2 -mthumb $options --specs=rdimon.specs -nostartfiles \
    -- qemu-system-arm -M "$board" -nographic -monitor none -serial none -semihosting-config enable=on,target=native -kernel
done <<'BOARDS'
mps2-an385 -mcpu=cortex-m3
mps2-an386 -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard
mps2-an500 -mcpu=cortex-m7 -mfpu=fpv5-d16 -mfloat-abi=hard
BOARDS

way="JavaScript (node $(node --version 2>/dev/null))"
kind=predict
tools node && each node "$here/check.mjs" net.mjs case.json

exit "$status"
