#!/usr/bin/env bash
# Trains the reference run and keeps what docs/reference-run/README.md tells of.
set -euo pipefail

out=out/reference
cargo run --release --package earthmover-cli -- train --out "$out" --overwrite \
  --iterations 1000 --log-every 50 --grid-every 100 --measure-every 100
mkdir -p docs/reference-run
cp "$out"/{curves,measures}.csv "$out"/grid-{000200,000500,001000}.png docs/reference-run/
