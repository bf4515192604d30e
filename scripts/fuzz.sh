#!/usr/bin/env bash
# Tries each target of crates/earthmover-fuzz on inputs that libFuzzer makes by what the program comes to, and stops at
# one that panics, takes over a second of the processor, or more memory than the target allows:
# fuzz.sh [seconds for all of them, else 3600] [target ..., else all]
# It begins with what was found before, in crates/earthmover-fuzz/found/. What it has found lies in $FOUND, else
# target/fuzz/: a folder of inputs a target, and what it stopped at. fuzz-corpus.sh keeps the best of it.
# As cargo-fuzz does it, with a compiler that is stable: coverage is asked of LLVM, and no sanitiser.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-3600}
shift || true
targets=("$@")
[ "${#targets[@]}" -gt 0 ] || mapfile -t targets < <(ls crates/earthmover-fuzz/corpus)
found=${FOUND:-target/fuzz}
host=$(rustc -vV | sed -n 's/^host: //p')
build=${CARGO_TARGET_DIR:-target}/fuzz

coverage=(
  -Cpasses=sancov-module
  -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares
)
# With a target named, programs of the build itself are left as they are. Optimised as it is elsewhere, burn-flex would take
# a quarter of an hour to compile with counters in it.
RUSTFLAGS="${coverage[*]}" CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true \
  cargo build --release --package earthmover-fuzz --features libfuzzer --target "$host" --target-dir "$build" \
  --config 'profile.release.package.burn-flex.opt-level=1'

each=$((seconds / ${#targets[@]}))
total=0
for target in "${targets[@]}"; do
  mkdir -p "$found/$target" "$found/stopped"
  while read -r line; do
    basenc --decode --base16 <<<"$line" >"$found/$target/kept-$(cksum <<<"$line" | cut -d' ' -f1)"
  done <"crates/earthmover-fuzz/found/$target.hex"
  log=$found/$target.log
  echo "fuzz: $target for $each seconds"
  TARGET=$target "$build/$host/release/earthmover-fuzz" "$found/$target" "crates/earthmover-fuzz/corpus/$target" \
    -max_total_time="$each" -timeout=60 -max_len=4096 -print_final_stats=1 -verbosity=1 \
    -artifact_prefix="$found/stopped/$target-" >"$log" 2>&1 || {
    tail -n 40 "$log"
    exit 1
  }
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "fuzz: $target: $runs inputs, $(sed -n 's/.*\(cov: [0-9]*\).*/\1/p' "$log" | tail -n 1)"
  total=$((total + runs))
done
echo "fuzz: $total inputs in all, nothing found"
