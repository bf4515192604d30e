/** Which browsers the page is for: said the same wherever it is said. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DOCUMENTS, withBrowsers } from '../../scripts/browsers.mjs';
import { FEATURES, LEAST } from '../../www/support.js';
import { Strings } from '../../www/strings/strings.js';

test('the least versions are those of the newest feature', () => {
  for (const engine of /** @type {const} */ (['chromium', 'firefox', 'safari'])) {
    for (const { name, since } of FEATURES) assert.ok(since[engine] <= LEAST[engine], name);
    assert.ok(FEATURES.some(({ since }) => since[engine] === LEAST[engine]));
  }
});

test('each feature has a name in both languages, and the sentence has the versions', () => {
  for (const language of /** @type {const} */ (['en', 'zh'])) {
    const { t } = new Strings(language);
    for (const { name } of FEATURES) {
      const said = t('support.lacking', [name], LEAST);
      assert.doesNotMatch(said, /undefined/);
      for (const version of Object.values(LEAST)) assert.ok(said.includes(String(version)), said);
    }
  }
});

test('a frame says so before its scripts are there, in both languages', () => {
  const html = readFileSync('www/embed.html', 'utf8');
  const [, en] = /<p lang="en">([^<]*)</.exec(html) ?? [];
  const [, zh] = /<p lang="zh">([^<]*)</.exec(html) ?? [];
  const { chromium, firefox, safari } = LEAST;
  for (const said of [en, zh]) {
    assert.match(
      said,
      new RegExp(
        `Chrome\\D*Edge\\s+${chromium}\\D+Firefox\\s+${firefox}\\D+Safari\\s+${safari}\\D`,
      ),
    );
  }
});

test('documents have the table of browsers as the list makes it', () => {
  for (const path of DOCUMENTS) {
    const text = readFileSync(path, 'utf8');
    assert.equal(withBrowsers(text), text, `${path}: run cargo make browsers`);
  }
  assert.throws(() => withBrowsers('# No table'), /no place/);
});
