#!/usr/bin/env bash
# Looks at what the crates and the package are made of: licences, sources, known faults, scripts that run when something
# is installed, signatures. Writes lists of the parts (CycloneDX) to target/sbom/.
# What needs a network that is not there is told, and counted.
set -euo pipefail
cd "$(dirname "$0")/.."

untried=0
# of_the_network <what it is about> <command ...>: what fails for want of a host is untried, all else is a fault.
of_the_network() {
  local what=$1 said
  shift
  if said="$("$@" 2>&1)"; then
    echo "supply: $what: ok"
  elif grep -qiE 'could not resolve|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|network connectivity|failed to fetch|unable to access|audit endpoint returned an error' <<<"$said"; then
    echo "supply: $what: NOT TRIED, since its host cannot be reached"
    untried=$((untried + 1))
  else
    printf '%s\n' "$said" >&2
    exit 1
  fi
}

cargo deny check licenses bans sources
of_the_network "known faults of crates" cargo deny check advisories
of_the_network "signatures of npm packages" npm audit signatures
of_the_network "known faults of npm packages" npm audit --audit-level=high
node scripts/install-scripts.mjs

rm -rf target/sbom
mkdir -p target/sbom
for crate in earthmover earthmover-transport earthmover-figures earthmover-web; do
  cargo cyclonedx --quiet --manifest-path "crates/$crate/Cargo.toml" --format json --spec-version 1.5 \
    --override-filename sbom
  mv "crates/$crate/sbom.json" "target/sbom/$crate.json"
done
# It writes one of each crate of the workspace.
rm -f crates/*/sbom.json
node scripts/sbom-npm.mjs target/sbom/npm.json
for list in target/sbom/*.json; do
  node -p '`supply: ${process.argv[1]}: ${JSON.parse(fs.readFileSync(process.argv[1])).components.length} parts`' "$list"
done
echo "supply: $untried not tried"
