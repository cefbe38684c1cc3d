#!/usr/bin/env bash
# Loads serve on loopback with wrk (apt-get install wrk), good requests and bad ones mixed, and prints a table.
#   tests/LeNet.LoadTest/run.sh [ROUNDS [SECONDS [CONNECTIONS]]]
# Fails if a request failed, got another status than it must, or memory grew from one round to the next by more than a tenth.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$here/../.."
rounds="${1:-3}" seconds="${2:-20}" connections="${3:-64}"

work="$(mktemp -d)"
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build "$root/LeNet.Samples" -c Release --nologo -v q
program="$root/LeNet.Samples/bin/Release/net10.0/LeNet.Samples.dll"
weights="$root/weights/lenet5.safetensors"
if [ ! -f "$weights" ]; then
  dotnet exec "$program" train --dataset synthetic --epochs 1 --out "$work/run" --quiet >"$work/train"
  weights="$work/run/model.safetensors"
fi

dotnet exec "$program" serve --weights "$weights" --dataset synthetic --port 0 --quiet >"$work/url" 2>"$work/error" &
server=$!
for _ in $(seq 300); do
  [ -s "$work/url" ] && break
  kill -0 "$server" 2>/dev/null || { cat "$work/error" >&2; exit 1; }
  sleep 0.1
done
url="$(cat "$work/url")"

memory() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
value() { awk -v name="$1" '$1 == name { print $2 }' "$work/out"; }

status=0
echo "| round | requests | failures | requests/s | p50 ms | p90 ms | p99 ms | p99.9 ms | memory before | after |"
echo "|---|---|---|---|---|---|---|---|---|---|"
for round in $(seq 0 "$rounds"); do
  before="$(memory)"
  PICTURE="$here/seven.png" wrk --threads 2 --connections "$connections" --duration "${seconds}s" --timeout 10s --script "$here/mixed.lua" "$url" >"$work/out"
  after="$(memory)"
  name="$round"
  if [ "$round" -eq 0 ]; then name="warm-up"; fi
  echo "| $name | $(value requests) | $(value failures) | $(value rate) | $(value p50) | $(value p90) | $(value p99) | $(value p99.9) | $before MB | $after MB |"
  if [ "$(value failures)" != 0 ] || [ "$(value requests)" -lt 1 ]; then status=1; cat "$work/out" >&2; fi
  if [ "$round" -gt 0 ] && [ $((after * 10)) -gt $((before * 11)) ]; then
    echo "memory grew from $before MB to $after MB in round $round" >&2
    status=1
  fi
done

echo
echo "Statuses of the last round:"
grep '^status' "$work/out"
exit "$status"
