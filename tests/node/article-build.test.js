/** The article is not made where something of it is missing, unknown, unused, or in one language only. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

/**
 * Makes the article of a copy that was changed.
 * @param {(folder: string) => void} change
 * @param {Record<string, string>} [env]
 * @returns {{ html?: string, error?: string }} the English page, or what was said instead
 */
function make(change, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'article-'));
  const made = join(folder, 'made', 'index.html');
  try {
    cpSync('article', join(folder, 'article'), { recursive: true });
    change(join(folder, 'article'));
    const paths = [join(folder, 'article'), join(folder, 'made')];
    execFileSync('node', ['scripts/article.mjs', ...paths], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    return { html: readFileSync(made, 'utf8') };
  } catch (error) {
    assert.equal(existsSync(made), false);
    return { error: String(/** @type {{ stderr: Buffer }} */ (error).stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} path
 * @param {(text: string) => string} change
 */
const edit = (path, change) => (/** @type {string} */ folder) =>
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));

/** @param {string} more */
const adds = (more) => (/** @type {string} */ text) => `${text}<p>${more}</p>`;

const REFUSED = /** @type {const} */ ([
  ['an unknown directive', edit('en/why.html', adds('{{picture}}')), '{{picture}} is unknown'],
  ['a formula that is not there', edit('en/why.html', adds('{{formula magic}}')), 'no "magic"'],
  ['a symbol that is not there', edit('en/why.html', adds('$magic$')), 'no "magic"'],
  ['a reference that is not there', edit('en/why.html', adds('{{cite nobody}}')), 'no "nobody"'],
  [
    'a link that sets no figure',
    edit('en/why.html', adds('<a class="set" href="#nothing?x=1">x</a>')),
    '"nothing", which is no figure',
  ],
  ['a section without a title', edit('en/why.html', (text) => text.slice(5)), 'begin with an <h2>'],
  [
    'a section in one language only',
    (/** @type {string} */ folder) => rmSync(join(folder, 'zh/primal.html')),
    'no "primal"',
  ],
  [
    'a formula that nothing uses',
    (/** @type {string} */ folder) =>
      writeFileSync(join(folder, 'formulas/idle.html'), '<mi>x</mi>'),
    'nothing uses idle',
  ],
  [
    'a link in one language only',
    edit('zh/why.html', (text) => text.replace('sigma=0.1', 'sigma=0.2')),
    'the one has link #clouds?sigma=0.1, the other link #clouds?sigma=0.2',
  ],
  [
    'a citation in one language only',
    edit('zh/why.html', (text) => text.replace('{{cite goodfellow}}', '')),
    'the one has cite goodfellow',
  ],
  [
    'a note in one language only',
    edit('zh/why.html', (text) => text.replace(/\{\{note\}\}.*?\{\{\/note\}\}/, '')),
    'the one has note 1',
  ],
]);

for (const [what, change, says] of REFUSED) {
  test(`${what} is refused`, () => {
    assert.ok(make(change).error?.includes(says));
  });
}

test('where the address of the site is known, the head of the page has it', () => {
  const { html } = make(() => {}, { SITE_URL: 'https://example.org/some/where' });
  assert.ok(html?.includes('content="https://example.org/some/where/card.png"'));
  assert.ok(html?.includes('hreflang="zh-Hans" href="https://example.org/some/where/zh/"'));
  assert.ok(make(() => {}, { SITE_URL: '' }).html?.includes('hreflang="zh-Hans" href="./zh/"'));
});

test('each figure has its still pictures, in both languages, light and dark', () => {
  /** @type {Record<string, { stills?: Record<string, string> }>} */
  const figures = JSON.parse(readFileSync('article/figures.json', 'utf8'));
  const stills = Object.entries(figures).flatMap(([name, { stills }]) =>
    Object.keys(stills ?? { [name]: '' }),
  );
  const wanted = stills.flatMap((name) =>
    ['en', 'zh'].flatMap((language) =>
      ['', '-dark'].map((scheme) => `${name}-${language}${scheme}.webp`),
    ),
  );
  assert.deepEqual(readdirSync('www/figures/static').sort(), wanted.sort());
});
