#!/usr/bin/env bash
# Serves dist/ at once and builds the WebGPU module meanwhile. Run by cargo make.
set -euo pipefail

log=target/modules/webgpu.log
mkdir -p "$(dirname "$log")"

build_webgpu() {
  if bash scripts/build-module.sh webgpu >"$log" 2>&1; then
    echo "The WebGPU module has joined: reload the page to use it."
  else
    echo "The WebGPU module could not be built, $log says why. The page goes on with the CPU." >&2
  fi
}

# A process group of its own, so that it can be ended whole when the server ends.
set -m
build_webgpu &
builder=$!
set +m
trap 'kill -- "-$builder" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Building the WebGPU module meanwhile, which takes long the first time: tail -f $log"
node scripts/serve.mjs dist
