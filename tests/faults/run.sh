#!/usr/bin/env bash
# Plants one fault at a time in a copy of the checkout, builds it and runs tests until one fails: which test notices what.
#
#   tests/faults/run.sh [--list] [--trust] [NAME...]
#
# Without names: all faults. --list only checks that each can be planted. --trust does without the run of the quick suite before any fault.
# A fault is a file FOLDER/NAME.fault in this folder: what it is, the file, the tests that are run first (a project, then perhaps classes),
# and the text, which stands in the file exactly once, with what takes its place. "suite: whole" says that the tests are of the whole suite.
# Ends with status 1 if a fault survives that was to be noticed.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

list=false trust=false names=()
for argument in "$@"; do
  case "$argument" in
    --list) list=true ;;
    --trust) trust=true ;;
    -*) echo "usage: $0 [--list] [--trust] [NAME...]" >&2; exit 2 ;;
    *) names+=("$argument") ;;
  esac
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LENET_TESTS=quick
projects=(LeNet.Generator.Tests LeNet.Runtime.Tests LeNet.Export.Tests LeNet.Import.Tests LeNet.Samples.Tests LeNet.Fuzzing.Tests LeNet.Web.Tests LeNet.Package.Tests)
minutes=20 # after which a run of tests is said to hang

broken() { echo "$fault: $1" >&2; exit 2; }

# Reads a fault into $what, $file, $tests, $suite, $text and $replacement.
read_fault() { # file
  local line part=head
  fault="$1" what="" file="" tests="" suite=quick text="" replacement=""
  while IFS= read -r line || [ -n "$line" ]; do
    case "$part:$line" in
      "head:what: "*) what="${line#what: }" ;;
      "head:file: "*) file="${line#file: }" ;;
      "head:tests: "*) tests="${line#tests: }" ;;
      "head:suite: quick" | "head:suite: whole") suite="${line#suite: }" ;;
      "head:--- text") part=text ;;
      "text:--- replacement") part=replacement ;;
      head:*) broken "does not understand '$line'" ;;
      text:*) text+="$line"$'\n' ;;
      *) replacement+="$line"$'\n' ;;
    esac
  done <"$fault"
  [ "$part" = replacement ] || broken "lacks '--- text' or '--- replacement'"
  [ -n "$what" ] && [ -n "$file" ] && [ -n "$tests" ] && [ -n "$text" ] || broken "lacks what, file, tests or text"
  [ -f "$root/$file" ] || broken "there is no file $file"
}

# The file's text with the fault in it. The text may begin and end within a line: the last line break is not part of it.
planted() {
  local content before after
  content="$(cat "$root/$file"; echo .)"
  content="${content%.}"
  local wanted="${text%$'\n'}" instead="${replacement%$'\n'}"
  case "$content" in *"$wanted"*) ;; *) broken "$file does not have the text" ;; esac
  before="${content%%"$wanted"*}"
  after="${content#*"$wanted"}"
  case "$after" in *"$wanted"*) broken "$file has the text more than once" ;; esac
  [ "$wanted" != "$instead" ] || broken "changes nothing"
  printf '%s' "$before$instead$after"
}

faults=()
while IFS= read -r found; do
  if [ "${#names[@]}" -eq 0 ] || printf '%s\n' "${names[@]}" | grep -qxF "$(basename "$found" .fault)"; then faults+=("$found"); fi
done < <(find "$here" -name '*.fault' | LC_ALL=C sort)
[ "${#faults[@]}" -gt 0 ] || { echo "there is no such fault" >&2; exit 2; }
for found in "${faults[@]}"; do
  read_fault "$found"
  planted >/dev/null
  if $list; then echo "$(basename "$(dirname "$found")")/$(basename "$found" .fault): $what"; fi
done
if $list; then echo "${#faults[@]} faults"; exit; fi

copy="$(mktemp -d)"
trap 'rm -rf "$copy" "$copy.log"' EXIT
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null --ignore-failed-read -T - -cf - 2>/dev/null) | tar -xf - -C "$copy"
cd "$copy"

# The compiler's warnings and the analyzers are no tests.
build() { dotnet build "$1" -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -nologo -v:quiet >"$copy.log" 2>&1; }

# Runs tests; the first that fails is in $caught.
run() { # project, classes...
  local project="$1" status=0
  shift
  local classes=()
  for class in "$@"; do classes+=(-class "$class"); done
  timeout "${minutes}m" dotnet exec "tests/$project/bin/Debug/net10.0/$project.dll" -stopOnFail -noColor "${classes[@]}" >"$copy.log" 2>&1 || status=$?
  caught=""
  if [ "$status" -eq 124 ]; then
    caught="$project, which does not end"
  elif [ "$status" -ne 0 ]; then
    caught="$(sed -nE 's/^ *(.*) \[FAIL\].*/\1/p' "$copy.log" | head -n 1)"
    caught="${caught:-$project, which ends with status $status}"
  fi
  rm -rf "tests/$project/bin/Debug/net10.0/TestResults"
  [ -n "$caught" ]
}

# Looks for a test that fails: those that are named, then their project, then the others.
catch() { # name and classes of the likely project
  local likely="$1" project
  if ! build "tests/$likely"; then
    caught="the build of $likely: $(grep -m 1 -oE 'error [A-Z]+[0-9]+: .*' "$copy.log" | sed 's/ \[.*//')"
    return
  fi
  if [ "$#" -gt 1 ] && run "$@"; then return; fi
  if run "$likely"; then return; fi
  for project in "${projects[@]}"; do
    if [ "$project" != "$likely" ] && build "tests/$project" && run "$project"; then return; fi
  done
  return 1
}

if ! $trust; then
  echo "building and testing what has no fault" >&2
  if ! build LeNet.sln; then cat "$copy.log"; exit 1; fi
  for project in "${projects[@]}"; do
    if run "$project"; then echo "$caught fails without a fault" >&2; exit 1; fi
  done
fi

declare -A planned=() noticed=()
parts=() survivors=0
echo "| part | fault | noticed by | seconds |"
echo "|---|---|---|---|"
for found in "${faults[@]}"; do
  read_fault "$found"
  part="$(basename "$(dirname "$found")")"
  [ -n "${planned[$part]:-}" ] || parts+=("$part")
  planned[$part]=$((${planned[$part]:-0} + 1))
  began=$SECONDS
  planted >"$copy/$file"
  verdict=""
  # shellcheck disable=SC2086 # the classes are words
  if [ "$suite" = whole ] && build "tests/${tests%% *}" && LENET_TESTS=whole run $tests; then
    verdict="the whole suite's $caught"
  elif catch $tests; then
    verdict="$caught"
  fi
  if [ -n "$verdict" ]; then noticed[$part]=$((${noticed[$part]:-0} + 1)); else verdict="nothing: it survives" survivors=$((survivors + 1)); fi
  echo "| $part | $what | ${verdict//|/\\|} | $((SECONDS - began)) |"
  cat "$root/$file" >"$copy/$file"
done

echo
echo "| part | faults | noticed |"
echo "|---|---|---|"
for part in "${parts[@]}"; do echo "| $part | ${planned[$part]} | ${noticed[$part]:-0} |"; done
[ "$survivors" -eq 0 ]
