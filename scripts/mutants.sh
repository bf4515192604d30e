#!/usr/bin/env bash
# Puts faults into a crate's sources, one at a time, and tells which of them its tests see:
# mutants.sh [crate, else earthmover-transport] [glob of files, else all of it] [part of the whole, else 0/1]
# Which were not seen stands in target/mutants/mutants.out/missed.txt. PROFILE=release for what computes much, else dev.
set -euo pipefail
cd "$(dirname "$0")/.."

crate=${1:-earthmover-transport}
files=${2:-crates/$crate/src/**}
part=${3:-0/1}
mkdir -p target/mutants
cargo mutants --package "$crate" --file "$files" --shard "$part" --sharding round-robin --output target/mutants \
  --profile "${PROFILE:-dev}" --baseline run --timeout-multiplier 20 --minimum-test-timeout 60 -- --lib --tests
