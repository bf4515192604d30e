#!/usr/bin/env bash
# Installs one of the things the tasks need, if it is missing:
# setup.sh rust | wasm-bindgen | wasm-pack | geckodriver | npm | browser | fonts | emulators | vulkan | native-peers |
# supply | mutants
set -euo pipefail

WASM_TARGET=wasm32-unknown-unknown
ARM_TARGET=aarch64-unknown-linux-gnu
WASM_PACK_VERSION=0.15.1
GECKODRIVER_VERSION=0.37.1
CARGO_DENY_VERSION=0.20.2
CARGO_CYCLONEDX_VERSION=0.5.9
CARGO_MUTANTS_VERSION=27.1.0

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Whether Debian's packages can be installed here; if so, the second function does.
can_apt() { have apt-get && [ "$(id -u)" = 0 ]; }
apt_install() {
  say "installing Debian's $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install --yes --no-install-recommends "$@"
}

rust() {
  if ! have rustup; then
    [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET" ] ||
      fail "this Rust has no $WASM_TARGET target: install rustup (https://rustup.rs), or your distribution's package of that target"
    return
  fi
  # All three read rust-toolchain.toml.
  rustc --version >/dev/null 2>&1 || rustup toolchain install
  local there component
  there="$(rustup target list --installed)"
  grep -qx "$WASM_TARGET" <<<"$there" || rustup target add "$WASM_TARGET"
  there="$(rustup component list --installed)"
  for component in clippy rustfmt; do
    grep -q "^$component" <<<"$there" || rustup component add "$component"
  done
}

# cargo_tool <crate> <binary> <version> [how well it is compiled, else not at all]
cargo_tool() {
  local found
  # Cargo's own subcommands are asked through it: some know no version by themselves.
  local asked=("$2")
  [[ "$2" != cargo-* ]] || asked=(cargo "${2#cargo-}")
  found="$("${asked[@]}" --version 2>/dev/null | awk '{ print $2 }')" || found=
  if [ "$found" != "$3" ]; then
    say "installing $1 $3 (found: ${found:-none})"
    # Without --locked: the tools' own lock files can name crates that were yanked since. Most only start other programs:
    # it takes longer to compile them well than that saves.
    CARGO_PROFILE_RELEASE_OPT_LEVEL="${4:-0}" CARGO_PROFILE_RELEASE_LTO=off \
      cargo install "$1" --version "=$3" --force --target-dir "$EARTHMOVER_CACHE/tools"
  fi
}

wasm_bindgen() {
  local version
  version="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)"
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen"
  # It goes through each module, of up to 36 MB: in 14 seconds instead of 4, were it compiled like the others.
  cargo_tool wasm-bindgen-cli wasm-bindgen "$version" 1
}

npm_packages() {
  local wanted found
  if ! have node || ! have npm; then
    can_apt || fail "Node.js and npm are missing: install them, from https://nodejs.org or as your system's packages nodejs and npm"
    apt_install nodejs npm
  fi
  wanted="$(node -p 'parseInt(/\d+/.exec(JSON.parse(fs.readFileSync("package.json")).engines.node)[0])')"
  found="$(node -p 'parseInt(process.versions.node)')"
  [ "$found" -ge "$wanted" ] ||
    fail "Node.js $wanted or newer is needed, this is $(node --version): install it from https://nodejs.org"
  # The lock file that was installed lies beside what it installed.
  local installed=node_modules/.installed-package-lock.json
  if ! cmp -s package-lock.json "$installed"; then
    npm ci --ignore-scripts --no-audit --no-fund
    cp package-lock.json "$installed"
  fi
}

# What the tests of the page need, each program with Debian's package of it.
BROWSERS=(
  chromium:chromium chromedriver:chromium-driver firefox-esr:firefox-esr
  # Its package brings the browser that it drives, MiniBrowser, which needs a screen.
  WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb
)

# What the tests on other processors than this one need, each file with Debian's package of it.
EMULATORS=(
  qemu-aarch64:qemu-user qemu-x86_64:qemu-user aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu
  /usr/aarch64-linux-gnu/lib/crt1.o:libc6-dev-arm64-cross
)

# packages <what they are for> <program or file>:<package>...
packages() {
  local purpose="$1" one
  local -a missing=()
  shift
  for one in "$@"; do
    have "${one%%:*}" || [ -e "${one%%:*}" ] || missing+=("${one#*:}")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    can_apt || fail "$purpose: install what is missing, on Debian the packages ${missing[*]}"
    apt_install "${missing[@]}"
  fi
}

browser() {
  packages "the tests need Chromium, Firefox and WebKit with their drivers" "${BROWSERS[@]}"
}

# Without a font of Chinese the pictures of the Chinese page are of empty boxes; the fonts of other systems have it.
fonts() {
  have fc-list || return 0
  if grep -q . <<<"$(fc-list :lang=zh)"; then return; fi
  can_apt || fail "the pictures need a font of Chinese: install one, on Debian the package fonts-noto-cjk"
  apt_install fonts-noto-cjk
}

emulators() {
  packages "the tests on other processors need QEMU and a linker for Arm" "${EMULATORS[@]}"
  have rustup || return 0
  local there
  there="$(rustup target list --installed)"
  grep -qx "$ARM_TARGET" <<<"$there" || rustup target add "$ARM_TARGET"
}

# A driver for GPUs, which runs on the processor where there is none; where it cannot be had, its tests are skipped.
vulkan() {
  has_vulkan || { can_apt && apt_install mesa-vulkan-drivers; } || say "no Vulkan driver can be installed here"
}
# Elsewhere than on Linux the system has a driver.
has_vulkan() {
  [ "$(uname -s)" != Linux ] || [ -n "${VK_DRIVER_FILES-}${VK_ICD_FILENAMES-}" ] ||
    compgen -G '/usr/share/vulkan/icd.d/*.json' >/dev/null || compgen -G '/etc/vulkan/icd.d/*.json' >/dev/null ||
    compgen -G '/usr/local/share/vulkan/icd.d/*.json' >/dev/null
}

# What bench-native compares with, in an environment of its own. Kept packages would take their place twice.
native_peers() {
  local folder="$EARTHMOVER_CACHE/bench-native" wanted=bench/native/requirements.txt
  if cmp --silent "$wanted" "$folder/requirements.txt"; then return; fi
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "bench-native needs Python 3.11 or later as python3"
  say "installing JAX and PyTorch in $folder: 3 GB to fetch, 5 GB there"
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --no-deps --requirement "$wanted"
  cp "$wanted" "$folder/requirements.txt"
}

case "${1-}" in
  rust) rust ;;
  wasm-bindgen) wasm_bindgen ;;
  wasm-pack) cargo_tool wasm-pack wasm-pack "$WASM_PACK_VERSION" ;;
  geckodriver) cargo_tool geckodriver geckodriver "$GECKODRIVER_VERSION" ;;
  supply)
    cargo_tool cargo-deny cargo-deny "$CARGO_DENY_VERSION"
    cargo_tool cargo-cyclonedx cargo-cyclonedx "$CARGO_CYCLONEDX_VERSION"
    ;;
  mutants) cargo_tool cargo-mutants cargo-mutants "$CARGO_MUTANTS_VERSION" ;;
  npm) npm_packages ;;
  browser) browser ;;
  fonts) fonts ;;
  emulators) emulators ;;
  vulkan) vulkan ;;
  native-peers) native_peers ;;
  has-vulkan) has_vulkan ;;
  *) fail "usage: setup.sh rust | wasm-bindgen | wasm-pack | geckodriver | npm | browser | fonts | emulators | vulkan | native-peers | supply | mutants" ;;
esac
