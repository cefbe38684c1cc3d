#!/usr/bin/env bash
# onnx2c: onnx2c.sh CASES OUT. Each model becomes C, which is compiled with a main function and run.
# A model of any batch size is told to be one of as many samples as the case has.
set -uo pipefail
cases="$1"
out="$2"
mkdir -p "$out"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat > "$work/main.c" <<'EOF'
#include <stdio.h>
#include "model.c"

int main(void)
{
    static TYPE input[COUNT];
    static float logits[SAMPLES * CLASSES], probabilities[SAMPLES * CLASSES];
    if (fread(input, sizeof(TYPE), COUNT, stdin) != COUNT) return 1;
    entry((void *)input, (void *)logits, (void *)probabilities);
    return fwrite(logits, sizeof(float), SAMPLES * CLASSES, stdout) != SAMPLES * CLASSES;
}
EOF

while IFS=$'\t' read -r name _ type shape classes; do
  samples="${shape%%,*}"
  element=float
  [ "$type" = uint8 ] && element='unsigned char'
  if "$ONNX2C" -l0 -d "batch:$samples" "$cases/$name.onnx" > "$work/model.c" 2> "$work/log" \
    && cc -O1 -w "-DTYPE=$element" "-DCOUNT=$((${shape//,/*}))" "-DSAMPLES=$samples" "-DCLASSES=$classes" "$work/main.c" -o "$work/model" -lm 2> "$work/log" \
    && "$work/model" < "$cases/$name.input" > "$work/logits" 2> "$work/log"; then
    mv "$work/logits" "$out/$name.logits"
  else
    tr '\n' ' ' < "$work/log" | cut -c1-300 > "$out/$name.error"
    [ -s "$out/$name.error" ] || echo "onnx2c, the compiler or the program failed and said nothing" > "$out/$name.error"
  fi
done < "$cases/cases.tsv"
