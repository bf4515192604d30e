#!/usr/bin/env bash
# Serves dist/ at once and builds the other modules meanwhile. Run by cargo make.
set -euo pipefail

logs=target/modules
mkdir -p "$logs"

# build_other <module> <what it adds>
build_other() {
  if bash scripts/build-module.sh "$1" >"$logs/$1.log" 2>&1; then
    echo "The $2 module has joined: reload the page to use it."
  else
    echo "The $2 module could not be built, $logs/$1.log says why. The page goes on with the CPU." >&2
  fi
}

build_others() {
  build_other ndarray ndarray
  build_other webgpu WebGPU
}

# A process group of its own, so that it can be ended whole when the server ends.
set -m
build_others &
builder=$!
set +m
trap 'kill -- "-$builder" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Building the ndarray and WebGPU modules meanwhile, which takes long the first time: tail -f $logs/*.log"
node scripts/serve.mjs dist
