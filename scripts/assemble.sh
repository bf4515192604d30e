#!/usr/bin/env bash
# Copies the page into dist/, beside dist/pkg/ and dist/data/, which it leaves alone.
set -euo pipefail

mkdir -p dist
# What www/ no longer has goes; hidden folders are modules in the making.
find dist -mindepth 1 -maxdepth 1 ! -name pkg ! -name data ! -name '.*' -exec rm -rf {} +
cp -R www/. dist/

node scripts/vendor-uplot.mjs dist/vendor/uplot
mkdir -p dist/vendor/fflate
cp node_modules/fflate/esm/browser.js dist/vendor/fflate/fflate.js
cp node_modules/fflate/LICENSE dist/vendor/fflate/
node scripts/article.mjs article dist
node scripts/teach-page.mjs article dist
node scripts/preload.mjs dist embed.html
node scripts/guide-page.mjs dist
mkdir -p dist/data
cp crates/earthmover/assets/classifier.safetensors dist/data/
cp LICENSE-MIT LICENSE-APACHE LICENSE-MNIST dist/
# Tells GitHub Pages to serve every file as it is.
touch dist/.nojekyll
