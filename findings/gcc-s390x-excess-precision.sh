#!/usr/bin/env bash
# For IBM's s390x, gcc computes float expressions in double under -std=c99, and in float under -std=gnu99.
#
# ISO C lets a compiler evaluate expressions more exactly than their type (FLT_EVAL_METHOD 1). One thinks of the old x87 then, not of a processor that multiplies floats in
# one instruction; yet for this one gcc's ISO modes widen every float, multiply and add in double, and round once, and the GNU modes do not. So the same file
# has other bits by the letters of -std alone: 1.00000012f * 1.00000012f − 1.00000024f is 0 in one and 2^-46 in the other. -ffp-contract=off, which forbids fusing, changes nothing; -fexcess-precision=fast does.
#
# Seen on 2026-11-30 with Debian's cpp-12-s390x-linux-gnu 12.2.0-14cross1 (gcc 12.2.0), -O2 -ffp-contract=off, of float f(float a, float b, float c) { return a * b + c; }:
#   -std=gnu99                           meebr, aebr             float times float, plus float
#   -std=c99                             ldebr (3), mdbr, adbr, ledbr   widened, in double, rounded
#   -std=c99 -fexcess-precision=fast     meebr, aebr
#
# Here: why the source of exported C99 refuses to be compiled where FLT_EVAL_METHOD is not 0, and says which option helps.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

# The compiler proper, and the libraries that it needs, where the system has them not.
packages=(cpp-12-s390x-linux-gnu=12.2.0-14cross1 libisl23=0.25-1.1 libmpc3=1.3.1-1 libmpfr6=4.2.0-1)
if ! apt-get download "${packages[@]}" >log 2>&1; then
  cat log >&2
  echo "Debian 12's packages are needed for this" >&2
  exit 1
fi
for package in *.deb; do dpkg -x "$package" .; done
export LD_LIBRARY_PATH="$work/usr/lib/x86_64-linux-gnu"

echo 'float multiply_add(float a, float b, float c) { return a * b + c; }' >multiply_add.c

# The instructions on floating-point registers, in a line.
compiled() { # options
  usr/lib/gcc-cross/s390x-linux-gnu/12/cc1 -quiet -O2 -ffp-contract=off "$@" multiply_add.c -o - | awk '/%f/ { printf "%s ", $1 }'
}

status=0
expect() { # instructions, options
  local wanted="$1" seen
  shift
  seen="$(compiled "$@")"
  echo "$*: $seen"
  if [ "$seen" != "$wanted " ]; then
    echo "  was: $wanted" >&2
    status=1
  fi
}

expect "meebr aebr" -std=gnu99
expect "ldebr ldebr mdbr ldebr adbr ledbr" -std=c99
expect "meebr aebr" -std=c99 -fexcess-precision=fast
exit "$status"
