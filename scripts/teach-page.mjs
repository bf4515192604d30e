// Makes the page for teachers, one a language, of article/teach/:
// [SITE_URL=https://…/] node scripts/teach-page.mjs [folder, else article] [where to, else dist]
// Where one language says more or less than the other, or minutes do not add up, nothing is made.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, alternates, baseOf, LANGUAGES } from './article/languages.mjs';
import { contents } from './article/lists.mjs';
import { compareStructures } from './article/structure.mjs';
import { structureOf, teachParts } from './article/teach.mjs';
import { escapeText, fillPage } from './article/template.mjs';

const FILE = 'teach.html';

const [folder = 'article', dist = 'dist'] = process.argv.slice(2);

/** @param {string} path */
const read = (path) => readFileSync(join(folder, path), 'utf8').trim();
/** @type {Record<string, string>} */
const symbols = JSON.parse(read('symbols.json'));

/** @param {string} name */
function symbol(name) {
  if (!Object.hasOwn(symbols, name)) throw new Error(`there is no symbol "${name}"`);
  return symbols[name];
}

/** @param {import('./article/languages.mjs').Language} language */
function makePage(language) {
  const { name, tag } = language;
  const where = join(folder, `teach/${name}.html`);
  const source = read(`teach/${name}.html`);
  /** @type {Record<string, string>} */
  const head = JSON.parse(read(`${name}/head.json`));
  const parts = teachParts(source, where, tag, symbol);
  const [other] = LANGUAGES.filter((one) => one !== language);
  const base = baseOf(language);
  const html = fillPage(folder, 'teach/template.html', {
    heading: parts.heading,
    sections: parts.sections,
    description: parts.description,
    title: `${parts.title} – ${escapeText(head.name)}`,
    contents: contents(parts.headings),
    base,
    lang: tag,
    otherLang: other.tag,
    other: `${base}${other.path}${FILE}`,
    card: addressOf(language, 'card.png'),
    alternates: alternates(language, FILE),
    name: escapeText(head.name),
    otherName: escapeText(head.otherName),
    contentsTitle: escapeText(head.contentsTitle),
    skip: escapeText(head.skip),
  });
  return { language, html, structure: structureOf(source) };
}

const pages = LANGUAGES.map(makePage);
compareStructures(
  pages.map(({ language, structure }) => ({ language: language.name, structure, head: {} })),
);
for (const { language, html } of pages) {
  mkdirSync(join(dist, language.path), { recursive: true });
  writeFileSync(join(dist, language.path, FILE), html);
}
