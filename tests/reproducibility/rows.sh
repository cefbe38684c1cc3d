# The machinery of matrix.sh, which reads this file: a row is one run, compared with its published hash.
# It needs $work, a folder for what the runs write, and $published, the file of hashes.

same=0 different=0 skipped=0 vectors=

# The names of the recipes, and of one of them its hash, and its options of `train`, one per line.
recipes() { awk '!/^#/ && NF { print $1 }' "$published"; }
hash_of() { awk -v name="$1" '$1 == name { print $2 }' "$published"; }
options_of() { awk -v name="$1" '$1 == name { for (i = 3; i <= NF; i++) print $i }' "$published"; }

head_of_table() {
  echo "| compiled | restricted to | vectors | threads | recipe | SHA-256 | |"
  echo "|---|---|---|---|---|---|---|"
}

line() { # compiled, restriction, vectors, threads, recipe, hash, verdict
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$@" | tee -a "$work/rows"
}

# A table, with runs alike that stopped after any number of steps, or had the widest vectors of any processor: its own, or those it was restricted to.
alike() { sed -E 's/after [0-9]+ steps/after … steps/; s/(no AVX-512|nothing) \| [0-9]+ \|/nothing | … |/; s/(no tiers|resumed) \| [0-9]+ \|/\1 | … |/' "$1"; }

# The page shows the rows that are the same here.
check_page() { # page
  local row
  alike "$1" >"$work/page" # a file: in a pipe, grep -q would end before sed has written it all, and pipefail call that a failure
  while IFS= read -r row; do
    if ! grep -qxF -- "$row" "$work/page"; then
      echo "$1 lacks the row $row" >&2
      different=$((different + 1))
    fi
  done < <(alike "$work/rows" | grep '| same |$')
}

skip() { # compiled, restriction, recipe, reason
  skipped=$((skipped + 1))
  line "$1" "$2" "" "" "$3" "" "skipped: $4"
}

fail() { # compiled, restriction, vectors, threads, recipe, hash, what is wrong
  different=$((different + 1))
  line "$@"
}

# The last whole value of a member in the lines of JSON that a run printed.
member() { sed -nE "s/.*\"$1\":\"?([^,\"}]+).*/\1/p" <<<"$2" | tail -n 1; }

# Compares what a run printed, and what it wrote, with what is published. Sets $vectors to the width that it computed with.
compare() { # compiled, restriction, expected vectors or "", threads, recipe, folder, status
  local output found expected verdict
  output="$(cat "$6.json")"
  vectors="$(member vector_bits "$output")"
  found="$(member sha256 "$output")"
  expected="$(hash_of "$5")"
  if [ "$7" -ne 0 ] || [ -z "$found" ]; then
    verdict="FAILED with status $7: $(tail -n 1 "$6.error")"
  elif [ "$(sha256sum <"$6/model.safetensors" | cut -d' ' -f1)" != "$found" ]; then
    verdict="DIFFERENT: the file of weights has another hash than the one printed"
  elif [ "$found" != "$expected" ]; then
    verdict="DIFFERENT: $found, published is $expected"
  elif [ -n "$3" ] && [ "$3" != "$vectors" ]; then
    verdict="FAILED: it was to compute with vectors of $3 bits" # the restriction had no effect, and the row would show nothing
  else
    same=$((same + 1))
    line "$1" "$2" "$vectors" "$4" "$5" "${found:0:16}…" "same"
    rm -rf "$6" "$6.json" "$6.error"
    return
  fi

  fail "$1" "$2" "$vectors" "$4" "$5" "${found:0:16}" "$verdict"
  rm -rf "$6" "$6.json" "$6.error"
}

# One run. PROGRAM is a function that becomes the program.
row() { # compiled, restriction, expected vectors or "", threads, recipe, program
  local run="$work/run" status=0 options
  mapfile -t options < <(options_of "$5")
  ("$6" train "${options[@]}" --threads "$4" --json --out "$run") >"$run.json" 2>"$run.error" || status=$?
  compare "$1" "$2" "$3" "$4" "$5" "$run" "$status"
}

# A run that is interrupted by SIGTERM after its first checkpoint, and goes on as another program with other threads.
resumed_row() { # compiled, restriction, threads before, threads after, recipe, program before, program after, steps between checkpoints
  local run="$work/run" status options process attempt
  mapfile -t options < <(options_of "$5")
  for attempt in 1 2 3 4 5; do # a run may be done before the signal comes
    rm -rf "$run"
    ("$6" train "${options[@]}" --threads "$3" --json --checkpoint-every "$8" --out "$run") >"$run.json" 2>"$run.error" &
    process=$!
    while [ ! -f "$run/checkpoint.safetensors" ] && kill -0 "$process" 2>/dev/null; do sleep 0.01; done
    kill -TERM "$process" 2>/dev/null || true
    status=0
    wait "$process" || status=$?
    if [ "$status" -ne 0 ]; then break; fi
  done

  if [ "$status" -eq 0 ] || [ ! -f "$run/checkpoint.safetensors" ]; then
    fail "$1" "$2" "" "$3, then $4" "$5" "" "FAILED: it could not be interrupted after a checkpoint: $(tail -n 1 "$run.error")"
    rm -rf "$run" "$run.json" "$run.error"
    return
  fi

  status=0
  ("$7" train --resume "$run" --threads "$4" --json) >"$run.json" 2>"$run.error" || status=$?
  local step
  step="$(member resumed_after "$(cat "$run.json")")"
  compare "$1" "stopped after ${step:-?} steps, resumed" "" "$3, then $4" "$5" "$run" "$status"
}
