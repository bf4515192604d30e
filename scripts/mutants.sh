#!/usr/bin/env bash
# Puts faults into a crate's sources, one at a time, and tells which of them its tests see:
# mutants.sh [crate, else earthmover-transport] [glob of files, else all of it] [part of the whole, else 0/1]
# Which were not seen stands in target/mutants/mutants.out/missed.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

crate=${1:-earthmover-transport}
files=${2:-crates/$crate/src/**}
part=${3:-0/1}
mkdir -p target/mutants
# Optimised, since the tests compute much, but in parts that stay as they were: a fault is compiled in half a minute.
# What runs on a GPU alone is left out: where there is none, no test sees it.
export CARGO_INCREMENTAL=1
cargo mutants --package "$crate" --file "$files" --shard "$part" --sharding round-robin --output target/mutants \
  --exclude '**/gpu/**' --exclude '**/run/whole.rs' --exclude '**/run/whole/**' \
  --profile release --cargo-arg=--config --cargo-arg="profile.release.package.$crate.codegen-units=16" \
  --baseline run --timeout-multiplier 5 --minimum-test-timeout 60 -- --lib --tests
