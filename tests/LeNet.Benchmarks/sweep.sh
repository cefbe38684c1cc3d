#!/usr/bin/env bash
# What a sweep gains over processes: RUNS trainings of one epoch
#   - by `sweep` with JOBS at once,
#   - by processes of `train` with JOBS threads, one after the other,
#   - by processes of `train` with one thread, JOBS at once, by GNU parallel,
# the three in turn, ROUNDS times, each time a part of the runs. Then the peak memory of a sweep with 1, 2 … JOBS at once.
#
#   tests/LeNet.Benchmarks/sweep.sh [RUNS] [JOBS] [ROUNDS] [OPTIONS OF train...]
#
# 40 runs, 2 jobs and 1 round if left out. Takes MNIST from LENET_DATA, else images of noise. Needs Debian's parallel, and a machine that does nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/noise.sh
command -v parallel >/dev/null || { echo "there is no parallel; apt-get install parallel" >&2; exit 1; }

runs="${1:-40}" jobs="${2:-2}" rounds="${3:-1}"
shift "$(($# < 3 ? $# : 3))"
dotnet build LeNet.Samples -c Release -v quiet --nologo >/dev/null
program="$PWD/LeNet.Samples/bin/Release/net10.0/LeNet.Samples"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

data="${LENET_DATA:-}"
if [ -z "$data" ]; then
  data="$work/data"
  mkdir "$data"
  write_noise "$data" 60000 10000
fi

options=(--data "$data" --epochs 1 --validation 0.1 "$@")
now() { date +%s.%N; }
declare -A seconds=([sweep]=0 [threads]=0 [parallel]=0)
measure() { # name command...
  local name="$1" begin
  shift
  begin="$(now)"
  "$@" >/dev/null
  seconds[$name]="$(awk -v s="${seconds[$name]}" -v b="$begin" -v e="$(now)" 'BEGIN { print s + e - b }')"
}
one_by_one() { for seed in $(seq "$1" "$2"); do "$program" train "${options[@]}" --seed "$seed" --threads "$jobs" --no-pictures --quiet --out "$work/threads/$seed"; done; }
side_by_side() { seq "$1" "$2" | parallel -j "$jobs" "$program" train "${options[@]}" --seed {} --threads 1 --no-pictures --quiet --out "$work/parallel/{}"; }

for round in $(seq "$rounds"); do
  first=$(((round - 1) * runs / rounds + 1)) last=$((round * runs / rounds))
  measure sweep "$program" sweep "${options[@]}" --seed "$first..$last" --jobs "$jobs" --quiet --out "$work/sweep$round"
  measure threads one_by_one "$first" "$last"
  measure parallel side_by_side "$first" "$last"
done

# The three must have trained the same.
hashes() { for seed in $(seq "$runs"); do sha256sum <"$1/$seed/model.safetensors"; done | sort; }
swept="$(for folder in "$work"/sweep[0-9]*/runs/*; do sha256sum <"$folder/model.safetensors"; done | sort)"
[ "$swept" = "$(hashes "$work/threads")" ] && [ "$swept" = "$(hashes "$work/parallel")" ] || { echo "the weights differ" >&2; exit 1; }

echo "$runs runs of one epoch, $jobs at once"
for name in sweep threads parallel; do
  awk -v n="$name" -v s="${seconds[$name]}" -v own="${seconds[sweep]}" 'BEGIN { printf "%-10s %8.1f s   %.2f x the time of sweep\n", n, s, s / own }'
done

# Memory: the kernel's own peak of the process.
peak() { # jobs
  "$program" sweep "${options[@]}" --seed "1..$(($1 * 3))" --jobs "$1" --quiet --out "$work/memory$1" >/dev/null &
  local process=$! most=0 value
  while kill -0 "$process" 2>/dev/null; do
    value="$(awk '$1 == "VmHWM:" { print $2 }' "/proc/$process/status" 2>/dev/null || true)"
    [ "${value:-0}" -gt "$most" ] && most="$value"
    sleep 0.05
  done
  wait "$process"
  echo "$most"
}
before=0
for count in $(seq "$jobs"); do
  kilobytes="$(peak "$count")"
  awk -v c="$count" -v k="$kilobytes" -v b="$before" 'BEGIN { printf "peak memory with %d at once: %.0f MB%s\n", c, k / 1000, (b > 0) ? sprintf(" (%+.0f)", (k - b) / 1000) : "" }'
  before="$kilobytes"
done
