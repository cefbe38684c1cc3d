#!/usr/bin/env bash
# A sweep of 40 runs as an array job on a real Slurm: a controller and two nodes, all on this machine, in processes that this script starts and stops.
# While they run, three tasks are killed with SIGKILL, and one node is taken down with all that runs on it and comes back later. The job is then
# submitted once more. There must be 40 results, each with the hash of the weights that plain `train` ends with.
#
#   tests/slurm/run.sh [PROGRAM...]
#
# PROGRAM is the command that runs LeNet.Samples; it is built if left out. Needs root, and Debian's slurm-wlm and munge; no systemd, and nothing of
# /etc/slurm. Takes some minutes. Prints what happened; status 1 if a result is missing or differs. LENET_SLURM_KEEP=1 keeps the folder with the logs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/noise.sh

for tool in slurmctld slurmd sbatch munged mungekey; do
  command -v "$tool" >/dev/null || { echo "there is no $tool; apt-get install slurm-wlm munge" >&2; exit 1; }
done
[ "$(id -u)" -eq 0 ] || { echo "slurmd starts tasks as root alone" >&2; exit 1; }

if [ $# -gt 0 ]; then
  program=("$@")
else
  dotnet build LeNet.Samples -c Release -v quiet --nologo >/dev/null
  program=("$PWD/LeNet.Samples/bin/Release/net10.0/LeNet.Samples")
fi

work="$(mktemp -d)"
chmod 755 "$work"
started=()
stop() {
  for process in $(tasks_of one) $(tasks_of two) "${started[@]}"; do kill -9 "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  if [ -n "${LENET_SLURM_KEEP:-}" ]; then echo "kept: $work"; else rm -rf "$work"; fi
}
trap stop EXIT

# Processes of tasks on a node, and those that watch them.
tasks_of() {
  local environment process parent
  for environment in /proc/[0-9]*/environ; do
    process="${environment#/proc/}"; process="${process%/environ}"
    if [ "$(cat "$environment" 2>/dev/null | tr '\0' '\n' | grep -cxF -e "SLURMD_NODENAME=$1" -e "SLURM_CONF=$work/slurm.conf")" = 2 ]; then
      parent="$(awk '$1 == "PPid:" { print $2 }' "/proc/$process/status" 2>/dev/null || true)"
      if grep -q '^slurmstepd' "/proc/${parent:-0}/cmdline" 2>/dev/null; then echo "$parent"; fi
      echo "$process"
    fi
  done
}

# The program's process of a run, or nothing.
process_of() {
  local line process
  for line in /proc/[0-9]*/cmdline; do
    process="${line#/proc/}"; process="${process%/cmdline}"
    if cat "$line" 2>/dev/null | tr '\0' ' ' | grep -q " sweep --slurm-run $work/sweep --task $1 \$"; then echo "$process"; return; fi
  done
}

wait_for() { # seconds, what, command...
  local end=$((SECONDS + $1)) what="$2"
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || { echo "in vain: waiting for $what" >&2; sinfo >&2 || true; squeue >&2 || true; tail -n 20 "$work"/*.log >&2; exit 1; }
    sleep 0.2
  done
}

mkdir "$work/data"
write_noise "$work/data" 1000 50

# The cluster.
host="$(hostname -s)"
cat >"$work/slurm.conf" <<END
ClusterName=lenet
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$((20000 + RANDOM % 10000))
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool.%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SchedulerParameters=sched_interval=2,batch_sched_delay=1
ReturnToService=2
SlurmdTimeout=5
KillWait=2
MinJobAge=10
NodeName=one NodeHostname=$host NodeAddr=127.0.0.1 Port=$((30000 + RANDOM % 1000)) CPUs=1 RealMemory=1024 State=UNKNOWN
NodeName=two NodeHostname=$host NodeAddr=127.0.0.1 Port=$((31000 + RANDOM % 1000)) CPUs=1 RealMemory=1024 State=UNKNOWN
PartitionName=all Nodes=one,two Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF="$work/slurm.conf"
mkdir "$work/state" "$work/spool.one" "$work/spool.two"
mungekey --create --keyfile "$work/munge.key"
munged --foreground --force --key-file "$work/munge.key" --socket "$work/munge.socket" --pid-file "$work/munged.pid" --seed-file "$work/munge.seed" --log-file "$work/munged.log" >/dev/null 2>&1 &
started+=($!)
wait_for 20 "munged" test -S "$work/munge.socket"
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.log" 2>&1 &
started+=($!)
declare -A node
start_node() {
  slurmd -D -N "$1" -f "$SLURM_CONF" >>"$work/slurmd.$1.log" 2>&1 &
  node[$1]=$!
  started+=($!)
}
start_node one
start_node two
idle() { [ "$(sinfo -h -N -o %T 2>/dev/null | grep -cx idle)" -eq "$1" ]; }
wait_for 60 "two idle nodes" idle 2

# 40 runs of some seconds, on fast processors too, with a checkpoint every few steps.
"${program[@]}" sweep --data "$work/data" --lr 0.01,0.02,0.03,0.04,0.05,0.06,0.07,0.08 --seed 1..5 --epochs 40 --batch-size 8 --checkpoint-every 3 --slurm "$work/sweep" --quiet
results() { find "$work/sweep/results" -name '*.json' | wc -l; }
sbatch "$work/sweep/job.sh"

# Three tasks are killed, each some time after its first checkpoint.
killed=()
kill_one() {
  local run
  for run in $(seq 40); do
    if [ ! -f "$work/sweep/results/$(printf %02d "$run").json" ] && [ -f "$work/sweep/runs/$(printf %02d "$run")/checkpoint.safetensors" ] && [[ " ${killed[*]} " != *" $run "* ]]; then
      sleep "$(printf '0.%03d' $((RANDOM % 500)))"
      local process
      process="$(process_of "$run")"
      if [ -n "$process" ] && kill -9 "$process" 2>/dev/null; then killed+=("$run"); return 0; fi
    fi
  done
  return 1
}
for i in 1 2 3; do
  wait_for 120 "a task to kill" kill_one
  sleep 2
done
echo "killed with SIGKILL: runs ${killed[*]}"

# A node goes, with all that runs there, and comes back.
busy() { [ -n "$(squeue -h -w two -t R -o %i)" ]; }
wait_for 60 "a task on node two" busy
lost="$(squeue -h -w two -t R -o %K | tr '\n' ' ')"
kill -9 "${node[two]}"
for process in $(tasks_of two); do kill -9 "$process" 2>/dev/null || true; done
scontrol update nodename=two state=down reason=test
echo "node two taken down after $(results) results, with run ${lost}on it"
sleep 5
start_node two
scontrol update nodename=two state=resume
done_or_failed() { [ -z "$(squeue -h)" ]; }
wait_for 900 "the job's end" done_or_failed
echo "the job ends with $(results) results"

sbatch "$work/sweep/job.sh"
wait_for 900 "the job's second end" done_or_failed
resumed="$(grep -lE '^run [0-9]+ goes on after step' "$work"/sweep/logs/*.txt | wc -l)"

# What plain train makes of each.
same=0 wrong=0
for run in $(seq 40); do
  result="$work/sweep/results/$(printf %02d "$run").json"
  [ -f "$result" ] || { echo "run $run has no result" >&2; wrong=$((wrong + 1)); continue; }
  IFS=' ' read -r -a command <<<"$(sed 's/.*"command":"\([^"]*\)".*/\1/' "$result")"
  expected="$("${program[@]}" "${command[@]}" --no-pictures --threads 1 --out "$work/plain" --quiet | sed -n 's/^sha256 *//p')"
  weights="$(sha256sum <"$work/sweep/runs/$(printf %02d "$run")/model.safetensors" | cut -d' ' -f1)"
  if grep -q "\"sha256\":\"$expected\"" "$result" && [ "$weights" = "$expected" ]; then same=$((same + 1)); else echo "run $run has other weights" >&2; wrong=$((wrong + 1)); fi
done
"${program[@]}" sweep report "$work/sweep" --json --no-pictures | tail -n 1 | grep -q '"results":40,"missing":\[\]' || { echo "the report has not all results" >&2; wrong=$((wrong + 1)); }
[ "$resumed" -ge 3 ] || { echo "only $resumed runs went on from a checkpoint" >&2; wrong=$((wrong + 1)); }

echo "$(results) results, $resumed runs went on from a checkpoint; $same of 40 hashes are those of plain train; $wrong failures"
[ "$wrong" -eq 0 ] && [ "$same" -eq 40 ]
