#!/usr/bin/env bash
# The kernels, all JAX fixtures and runs of several kinds on a GPU, natively: a graphics card, or a processor that does as
# one (Mesa's lavapipe).
set -euo pipefail

if ! scripts/setup.sh has-vulkan; then
  echo "SKIPPED: this machine has no Vulkan driver (Debian's is mesa-vulkan-drivers)"
  exit
fi
on_gpu=(cargo test --release --package earthmover --features wgpu)
"${on_gpu[@]}" --lib kernels
"${on_gpu[@]}" --test fixtures --test gpu
