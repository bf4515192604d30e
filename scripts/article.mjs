// Makes the article, one page a language, from the prose, the formulas and the references of a folder:
// [SITE_URL=https://…/] node scripts/article.mjs [folder, else article] [where to, else dist]
// Where something is missing, unknown, unused, or in one language only, nothing is made.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, alternates, baseOf, LANGUAGES } from './article/languages.mjs';
import { contents, referenceList } from './article/lists.mjs';
import { openPictures } from './article/pictures.mjs';
import { Prose } from './article/prose.mjs';
import { openSources } from './article/sources.mjs';
import { compareStructures } from './article/structure.mjs';
import { statesOf } from './article/teach.mjs';
import { escapeText, fillPage } from './article/template.mjs';

/** @typedef {import('./article/languages.mjs').Language} Language */

/** In the reader's order, which numbers the references. */
const SECTIONS = ['why', 'primal', 'dual', 'lab-section', 'own', 'pairs-section', 'question'];

const [folder = 'article', dist = 'dist'] = process.argv.slice(2);

/** @param {Language} language */
function makePage(language) {
  const base = baseOf(language);
  const sources = openSources(folder, language.name);
  const prose = new Prose(sources, openPictures(join(dist, 'figures/static'), language.name), base);
  const opening = prose.part('opening');
  const sections = SECTIONS.map((name) => prose.section(name)).join('\n');
  const about = prose.part('about');
  const teach = readFileSync(join(folder, `teach/${language.name}.html`), 'utf8');
  for (const state of statesOf(teach)) {
    const [figure, settings] = state.split('?');
    if (settings) prose.addPlace(figure, settings.replaceAll('&', '&amp;'));
  }
  const references = referenceList(prose.cited, sources);
  sources.checkUse();
  const [other] = LANGUAGES.filter((one) => one !== language);
  const html = fillPage(folder, 'template.html', {
    opening: prose.withPlaces(opening),
    sections: prose.withPlaces(sections),
    about,
    references,
    contents: contents(prose.headings),
    base,
    lang: language.tag,
    otherLang: other.tag,
    other: `${base}${other.path}`,
    card: addressOf(language, 'card.png'),
    alternates: alternates(language),
    ...Object.fromEntries(
      Object.entries(sources.head).map(([name, text]) => [name, escapeText(text)]),
    ),
  });
  return { language, html, structure: prose.structure, head: sources.head };
}

const pages = LANGUAGES.map(makePage);
compareStructures(
  pages.map(({ language, structure, head }) => ({ language: language.name, structure, head })),
);
for (const { language, html } of pages) {
  mkdirSync(join(dist, language.path), { recursive: true });
  writeFileSync(join(dist, language.path, 'index.html'), html);
}
