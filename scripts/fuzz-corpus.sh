#!/usr/bin/env bash
# Keeps of what fuzz.sh has found as few inputs as come to all places of the program that any of them comes to, a line of
# hexadecimal digits each, in crates/earthmover-fuzz/found/: fuzz-corpus.sh [target ..., else all]
set -euo pipefail
cd "$(dirname "$0")/.."

targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(ls crates/earthmover-fuzz/corpus)
found=${FOUND:-target/fuzz}
host=$(rustc -vV | sed -n 's/^host: //p')
program=${CARGO_TARGET_DIR:-target}/fuzz/$host/release/earthmover-fuzz
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT

for target in "${targets[@]}"; do
  mkdir "$kept/$target"
  # Without counters a place counts once, however often an input comes to it.
  TARGET=$target "$program" -merge=1 -use_counters=0 "$kept/$target" "$found/$target" >"$found/$target.merge.log" 2>&1
  lines=crates/earthmover-fuzz/found/$target.hex
  for input in "$kept/$target"/*; do
    basenc --base16 --wrap=0 "$input"
    echo
  done | sort >"$lines"
  echo "fuzz: $target: $(wc -l <"$lines") inputs kept, $(wc -c <"$lines") bytes"
done
