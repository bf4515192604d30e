#!/usr/bin/env bash
# Packs Fashion-MNIST into dist/data/fashion/. Its four files are those in the folder FASHION or, where that is not set,
# those of Debian's package, which is fetched and unpacked, and not installed.
set -euo pipefail

PACKAGE=dataset-fashion-mnist
VERSION='0.0~git20200523.55506a9-1'
SHA256=39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0

fail() {
  printf 'data-fashion: %s\n' "$*" >&2
  exit 1
}

# Prints the folder of the files, fetched once.
fetched() {
  local folder="$EARTHMOVER_CACHE/$PACKAGE" file="${PACKAGE}_${VERSION}_all.deb"
  local files="$folder/usr/share/datasets/fashion-mnist"
  if [ ! -d "$files" ]; then
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
      fail "there is no apt-get here: name the folder of the four IDX files, FASHION=FOLDER cargo make data-fashion"
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    (
      cd "$folder.part"
      apt-get download "$PACKAGE=$VERSION" >&2 ||
        fail "$PACKAGE $VERSION did not come: run apt-get update, or set FASHION to a folder with the four IDX files"
      # apt writes a colon in a version, which this one has not, as %3a.
      sha256sum --check --quiet <<<"$SHA256  $file" >&2 || fail "$file is not the package that is known"
      dpkg-deb --extract "$file" .
      rm "$file"
    ) || exit 1
    rm -rf "$folder"
    mv "$folder.part" "$folder"
  fi
  printf '%s\n' "$files"
}

files="${FASHION:-}"
[ -n "$files" ] || files="$(fetched)"
cargo run --release --package earthmover-pack -- --fashion "$files" \
  --classifier crates/earthmover/assets/classifier-fashion.safetensors --out dist/data/fashion
cp LICENSE-FASHION dist/data/fashion/
