#!/usr/bin/env bash
# Packs every crate as it would be published, and builds and runs a crate outside the workspace on the packed libraries.
set -euo pipefail

cargo package --workspace --no-verify --allow-dirty --quiet

stranger="$CARGO_TARGET_DIR/stranger"
rm -rf "$stranger"
mkdir -p "$stranger/packed"
cp -r tests/stranger/. "$stranger"
# The same versions, so that nothing is compiled twice.
cp Cargo.lock "$stranger"
version="$(awk -F '"' '/^version = /{ print $2; exit }' Cargo.toml)"
for name in earthmover earthmover-transport earthmover-figures; do
  tar --extract --gzip --file "$CARGO_TARGET_DIR/package/$name-$version.crate" --directory "$stranger/packed"
  mv "$stranger/packed/$name-$version" "$stranger/packed/$name"
done
cargo run --release --manifest-path "$stranger/Cargo.toml"
