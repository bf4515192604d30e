#!/usr/bin/env bash
# Builds one wasm module of the page into dist/pkg/<name>/: build-module.sh cpu | figures | ndarray | webgpu
# Run by cargo make, which sets CARGO_TARGET_DIR and EARTHMOVER_PROFILE.
set -euo pipefail

name="${1?"usage: build-module.sh cpu | figures | ndarray | webgpu"}"
profile="$EARTHMOVER_PROFILE"
fail() {
  printf 'build-module: %s\n' "$*" >&2
  exit 1
}

# The same features as in the module's tests, so that cargo compiles it once for both.
case "$name" in
  cpu) features=() ;;
  figures | ndarray | webgpu) features=(--no-default-features --features "$name") ;;
  *) fail "there is no module $name: cpu, figures, ndarray and webgpu there are" ;;
esac
# The figures' module is small, and quick to build as it is published.
case "$profile-$name" in
  release-figures) profile=dist ;;
esac
# wasm-opt takes minutes on the thin WebGPU module, for nothing that a test looks at. In what is published it leaves
# functions apart that have one caller: inlined they made the CPU module a fifteenth larger, packed, and not quicker.
case "$profile-$name" in
  dist-*) optimise=(-O3 --one-caller-inline-max-function-size 10) ;;
  release-cpu | release-ndarray) optimise=(-O1) ;;
  release-webgpu) optimise=() ;;
  *) fail "there is no profile $profile: EARTHMOVER_PROFILE is release or dist" ;;
esac

# What is published names no folder of the machine that built it, and has the same bytes wherever that was. Tests and
# the thin modules share what is compiled, and keep their paths.
remapped=()
if [ "$profile" = dist ]; then
  for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
    remapped+=("'--remap-path-prefix=${registry%/}=/crates'")
  done
fi
flags="$(IFS=,; printf '%s' "${remapped[*]}")"
cargo build --profile "$profile" --package earthmover-web --lib \
  --target wasm32-unknown-unknown --config "target.wasm32-unknown-unknown.rustflags=[$flags]" "${features[@]}"

mkdir -p dist/pkg
# Hidden, which the server of this project never serves; in dist/, so that it can be renamed.
work="$(mktemp -d "dist/.$name.XXXXXX")"
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
# At once: the next build of the other module overwrites it.
raw="$work/raw.wasm"
cp "$CARGO_TARGET_DIR/wasm32-unknown-unknown/$profile/earthmover_web.wasm" "$raw"

# What follows is done already if it was done to the same bytes with the same tools.
module="dist/pkg/$name"
state="target/modules/$name"
how="${optimise[*]}, $(wasm-bindgen --version), $(node -p 'JSON.parse(fs.readFileSync("node_modules/binaryen/package.json")).version')"
if [ -f "$module/earthmover_web_bg.wasm" ] && [ "$how" = "$(cat "$state/how" 2>/dev/null)" ] &&
  cmp -s "$raw" "$state/raw.wasm"; then
  echo "$module is up to date."
  exit
fi

# While function names are still there.
node scripts/check-constructors.mjs "$raw"

wasm-bindgen --target web --out-dir "$work/new" --out-name earthmover_web "$raw"
# wasm-bindgen writes what no engine takes where an export has the name of one of its own (memory).
node -e 'new WebAssembly.Module(fs.readFileSync(process.argv[1]))' "$work/new/earthmover_web_bg.wasm" ||
  fail "wasm-bindgen made a module of $name that is not valid: the message above says where"
if [ "${#optimise[@]}" -gt 0 ]; then
  node_modules/.bin/wasm-opt "${optimise[@]}" \
    --enable-simd --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals \
    --enable-reference-types --enable-multivalue \
    "$work/new/earthmover_web_bg.wasm" -o "$work/optimised.wasm"
  mv "$work/optimised.wasm" "$work/new/earthmover_web_bg.wasm"
fi

# Swapped in whole, so that a running server never gives out half a module.
mkdir -p "$state"
rm -f "$state/how"
if [ -e "$module" ]; then mv "$module" "$work/old"; fi
mv "$work/new" "$module"
mv "$raw" "$state/raw.wasm"
echo "$how" >"$state/how"
echo "$module is built ($profile)."
