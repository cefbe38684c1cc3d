#!/usr/bin/env bash
# Kills training runs with SIGKILL, each at a random moment after its first checkpoint, and resumes each. Every kill must leave a
# checkpoint that can be read, and every resumed run must end with the weights of one that was never interrupted, with a line of metrics
# per epoch and no half-written file in its folder. Threads are drawn anew for every run and resume.
#
#   tests/reliability/kill.sh [KILLS] [PROGRAM...]
#
# KILLS is 200 if left out. PROGRAM is the command that runs LeNet.Samples; it is built if left out. Prints the counts; status 1 if one is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/noise.sh

kills="${1:-200}"
[ $# -gt 0 ] && shift
if [ $# -gt 0 ]; then
  program=("$@")
else
  dotnet build LeNet.Samples -c Release -v quiet --nologo >/dev/null
  program=(dotnet exec LeNet.Samples/bin/Release/net10.0/LeNet.Samples.dll)
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

mkdir "$work/data"
write_noise "$work/data" 1000 50

options=(--data "$work/data" --epochs 12 --batch-size 8 --quiet)
without=()
if "${program[@]}" train --help | grep -- --no-pictures >/dev/null; then without=(--no-pictures); fi # the native program does not draw
"${program[@]}" train "${options[@]}" "${without[@]}" --threads 1 --out "$work/whole" >/dev/null
expected="$(sha256sum <"$work/whole/model.safetensors")"

killed=0 readable=0 same=0 wrong=0 missed=0 older=0
fail() {
  wrong=$((wrong + 1))
  echo "kill $killed: $1" >&2
  cat "$work/error" >&2
}
while [ "$killed" -lt "$kills" ]; do
  rm -rf "$work/run"
  "${program[@]}" train "${options[@]}" "${without[@]}" --checkpoint-every 3 --threads $((RANDOM % 3 + 1)) --out "$work/run" >/dev/null 2>"$work/error" &
  process=$!
  while [ ! -f "$work/run/checkpoint.safetensors" ] && kill -0 "$process" 2>/dev/null; do sleep 0.01; done
  sleep "$(printf '0.%03d' $((RANDOM % 400)))"
  kill -9 "$process" 2>/dev/null || true
  status=0
  wait "$process" 2>/dev/null || status=$?
  if [ "$status" -ne 137 ]; then
    missed=$((missed + 1)) # it was done before
    [ "$missed" -le $((kills + 100)) ] || { fail "runs end before they can be killed"; break; }
    continue
  fi

  killed=$((killed + 1))
  if ! "${program[@]}" train --resume "$work/run" --checkpoint-every epoch --threads $((RANDOM % 3 + 1)) "${without[@]}" --json >"$work/output" 2>"$work/error"; then
    fail "the run could not be resumed"
    continue
  fi

  grep -q '"resumed_after":' "$work/output" && readable=$((readable + 1))
  grep -q '^warning: ' "$work/error" && older=$((older + 1))
  if [ "$(sha256sum <"$work/run/model.safetensors")" = "$expected" ]; then same=$((same + 1)); else fail "other weights"; fi
  [ "$(wc -l <"$work/run/metrics.jsonl")" -eq 12 ] || fail "other metrics"
  [ -z "$(find "$work/run" -name '.*.tmp')" ] || fail "half-written files are left"
done

echo "$killed kills: $readable readable checkpoints ($older of them the older of the two), $same times the same bits; $wrong failures"
[ "$wrong" -eq 0 ] && [ "$readable" -eq "$kills" ] && [ "$same" -eq "$kills" ]
