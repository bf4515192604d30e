/** The page for teachers: what it leads to exists, and both languages teach the same. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, test } from 'node:test';
import { PAIR_KINDS } from '../../www/figures/pairs/kinds.js';
import { guessesEn } from '../../www/figures/kit/words/guesses-en.js';
import { guessesZh } from '../../www/figures/kit/words/guesses-zh.js';
import { check } from '../../www/figures/kit/parameters.js';
import { KEYS } from '../../www/run/settings.js';

const GUIDE = readFileSync('docs/embedding.md', 'utf8');

/** What a parameter may be, from how the guide, which is held to the elements, says it. @param {string} values */
function parameterOf(values) {
  const [, least, most] = /a number from (\S+) to (\S+)/.exec(values) ?? [];
  if (most) return { fallback: 0, least: Number(least), most: Number(most) };
  if (values === 'true or false') return { fallback: false };
  return { fallback: '', choices: Array.from(values.matchAll(/`([^`]+)`/g), ([, one]) => one) };
}

/** @param {string} figure */
function parametersOf(figure) {
  const [, table = ''] =
    new RegExp(`<!-- table: em-${figure} -->([^]*?)<!-- end -->`).exec(GUIDE) ?? [];
  const rows = table.matchAll(/^\| `(\w+)` \| ([^|]*) \|/gm);
  return Object.fromEntries(Array.from(rows, ([, name, values]) => [name, parameterOf(values)]));
}

/** By id, what a link may set of each. */
const FIGURES = Object.fromEntries(
  ['clouds', 'transport', 'line', 'plane', 'pairs', 'watch', 'paradox', 'guides', 'truth'].map(
    (name) => [name, parametersOf(name)],
  ),
);
FIGURES.pairs.show = { fallback: 'all', choices: ['all', ...PAIR_KINDS] };

const ORDER = ['clouds', 'transport', 'line', 'plane', 'lab', 'pairs', 'clipped'].concat([
  'watch',
  'paradox',
  'truth',
]);

/**
 * Makes the article and the page of a copy of their sources.
 * @param {(folder: string) => void} [change]
 */
function make(change = () => {}) {
  const folder = mkdtempSync(join(tmpdir(), 'teach-'));
  after(() => rmSync(folder, { recursive: true }));
  cpSync('article', join(folder, 'article'), { recursive: true });
  change(join(folder, 'article'));
  const paths = [join(folder, 'article'), join(folder, 'made')];
  for (const script of ['article', 'teach-page']) {
    execFileSync('node', [`scripts/${script}.mjs`, ...paths], { stdio: 'pipe' });
  }
  return (/** @type {string} */ name) => readFileSync(join(folder, 'made', name), 'utf8');
}

const read = make();
const PAGES = { en: read('teach.html'), zh: read('zh/teach.html') };
const article = read('index.html');

/** @param {string} html @param {RegExp} pattern */
const all = (html, pattern) => Array.from(html.matchAll(pattern), ([, found]) => found);

/** Where it leads in the article. @param {string} html */
const statesOf = (html) =>
  all(html, /href="\.\/#([^"]*)"/g).map((hash) => hash.replaceAll('&amp;', '&'));

/** @param {string} html */
const minutesOf = (html) =>
  html
    .split('<h3 id="route-')
    .slice(1)
    .map((route) => ({
      whole: Number.parseInt(route, 10),
      stops: all(route.split('</ol>')[0], /class="minutes">(\d+) /g).map(Number),
    }));

/** How many questions there are about each figure, and of all. @param {string} html */
const questionsOf = (html) =>
  html
    .split(/ id="(?=about-|asked")/)
    .slice(1)
    .map((part) => [part.slice(0, part.indexOf('"')), part.split('<summary>').length - 1]);

test('each link leads to a place of the article, with settings that the figure or the lab takes', () => {
  const warned = mock.method(console, 'warn', () => {});
  const states = statesOf(PAGES.en);
  assert.ok(states.length > 40);
  for (const state of states) {
    if (/^\w+=/.test(state)) {
      for (const [name, value] of new URLSearchParams(state)) {
        assert.ok(Object.hasOwn(KEYS, name), `${state}: the lab has no ${name}`);
        const { parse } = KEYS[/** @type {'seed'} */ (name)];
        assert.notEqual(parse(value), undefined, `${state}: ${name}`);
      }
      continue;
    }
    const id = state.replaceAll('&', '&amp;');
    assert.ok(article.includes(` id="${id}"`), `the article has no place ${state}`);
    const [figure, query] = state.split('?');
    for (const [name, value] of new URLSearchParams(query)) {
      if (name === 'reset') continue;
      const found = check(name, value, FIGURES[figure]?.[name]);
      assert.notEqual(found, undefined, `${state}: ${name}`);
    }
    // Whatever was set before, the figure is as the link says.
    if (FIGURES[figure]) assert.equal(new URLSearchParams(query).get('reset'), '1', state);
  }
  assert.equal(warned.mock.callCount(), 0);
});

test('minutes add up to 15, 45 and 90', () => {
  const routes = minutesOf(PAGES.en);
  assert.deepEqual(
    routes.map(({ whole }) => whole),
    [15, 45, 90],
  );
  for (const { whole, stops } of routes) {
    assert.equal(
      stops.reduce((sum, minutes) => sum + minutes, 0),
      whole,
    );
    assert.ok(stops.length >= 4);
  }
});

test('each figure has two to four questions, in the order of the article', () => {
  const questions = questionsOf(PAGES.en);
  assert.deepEqual(
    questions.map(([name]) => name),
    [...ORDER.map((name) => `about-${name}`), 'asked'],
  );
  for (const [name, count] of questions.slice(0, -1)) {
    assert.ok(Number(count) >= 2 && Number(count) <= 4, `${name}: ${count}`);
  }
  assert.ok(Number(questions.at(-1)?.[1]) >= 6);
});

test('what the labs and the figures beside them ask for a guess of is asked there, with its answer', () => {
  /** The summaries of a figure's questions. @param {string} html @param {string} name */
  const asked = (html, name) => {
    const [, part = ''] = new RegExp(`id="about-${name}"([^]*?)(?:<h[23]|$)`).exec(html) ?? [];
    return all(part, /<summary>([^]*?)<\/summary>/g)
      .map((text) => text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '))
      .join(' ');
  };
  const words = { en: guessesEn, zh: guessesZh };
  for (const [language, html] of Object.entries(PAGES)) {
    const guesses = words[/** @type {'en' | 'zh'} */ (language)];
    for (const [question, figure] of /** @type {const} */ ([
      ['no-constraint', 'pairs'],
      ['exact-course', 'watch'],
    ])) {
      const ask = guesses[`guess.${question}.ask`];
      assert.ok(asked(html, figure).includes(ask), `${language}: ${ask}`);
    }
    assert.match(
      asked(html, 'lab'),
      language === 'en' ? /How long .* keep its slope\?/ : /斜率还能保持多久？/,
    );
    assert.match(
      asked(html, 'clipped'),
      language === 'en' ? /Where do they end up/ : /最后会在哪里/,
    );
  }
});

test('both languages have the same stops, minutes, links and questions', () => {
  assert.deepEqual(statesOf(PAGES.zh), statesOf(PAGES.en));
  assert.deepEqual(minutesOf(PAGES.zh), minutesOf(PAGES.en));
  assert.deepEqual(questionsOf(PAGES.zh), questionsOf(PAGES.en));
  for (const text of all(PAGES.zh, /<(?:p|li|summary)>([^]*?)<\/(?:p|li|summary)>/g)) {
    assert.match(text, /[\u4e00-\u9fff]/);
  }
});

test('both name each other', () => {
  assert.ok(PAGES.en.includes('<html lang="en">'));
  assert.ok(PAGES.zh.includes('<html lang="zh-Hans">'));
  assert.ok(PAGES.en.includes('hreflang="zh-Hans" href="./zh/teach.html"'));
  assert.ok(PAGES.zh.includes('hreflang="en" href="../teach.html"'));
});

/**
 * @param {string} path
 * @param {string} from
 * @param {string} to
 */
const edit = (path, from, to) => (/** @type {string} */ folder) => {
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
};

for (const [what, change, says] of /** @type {const} */ ([
  ['a route that is too long', edit('teach/en.html', '{{minutes 4}}', '{{minutes 5}}'), 'of 16'],
  ['a stop without minutes', edit('teach/en.html', '{{minutes 5}}', ''), 'has stops of 10'],
  [
    'a question in one language only',
    edit('teach/zh.html', '<details>', '<details><summary>?</summary></details><details>'),
    'en and zh differ',
  ],
  ['a link in one language only', edit('teach/zh.html', 'sigma=0.1', 'sigma=0.2'), 'sigma=0.2'],
  ['a figure that is not there', edit('teach/en.html', './#clouds?', './#cloud?'), '"cloud"'],
  ['a symbol that is not there', edit('teach/en.html', '$W1$', '$W9$'), 'no symbol "W9"'],
])) {
  test(`${what} is refused`, () => {
    assert.throws(
      () => make(change),
      (/** @type {any} */ error) => String(error.stderr).includes(says),
    );
  });
}

test('what the page needs is published', () => {
  const bundle = readFileSync('scripts/bundle.mjs', 'utf8');
  for (const name of ["'teach.html'", "'zh/teach.html'", "'teach'"]) {
    assert.ok(bundle.includes(name), name);
  }
  assert.ok(existsSync('www/teach.css'));
});
